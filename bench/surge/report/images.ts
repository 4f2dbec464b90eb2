import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Figure } from './figure.ts';
import { picturesHtml } from './page.ts';

/** Debian's. */
const CHROMIUM = '/usr/bin/chromium';
const ARGUMENTS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];

const VIEWPORT = { width: 1_040, height: 800 };
/** Twice as many pixels as CSS has, for sharp screens. */
export const PIXELS_A_CSS_PIXEL = 2;

/** Writes each figure as a PNG and gives the files; null where there is no browser to draw them. */
export async function writeImages(folder: string, figures: readonly Figure[]): Promise<string[] | null> {
  if (!existsSync(CHROMIUM)) return null;
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  try {
    const page = await browser.newPage({
      viewport: VIEWPORT,
      deviceScaleFactor: PIXELS_A_CSS_PIXEL,
      colorScheme: 'light',
    });
    await page.setContent(picturesHtml(figures));
    const places = await page.locator('figure').all();
    const files: string[] = [];
    for (const [index, place] of places.entries()) {
      const file = join(folder, figures[index]?.file_name ?? `${index}.png`);
      await place.screenshot({ path: file });
      files.push(file);
    }
    return files;
  } finally {
    await browser.close();
  }
}
