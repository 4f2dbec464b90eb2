import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printProgress } from '../../command-line.ts';
import { describeMachine, machineLines } from '../../machine/description.ts';
import type { RunRecord } from '../record.ts';
import { composeReport } from './compose.ts';
import { writeImages } from './images.ts';
import { figuresOf, pageHtml } from './page.ts';
import type { QueuePoint } from './queue-point.ts';

const PAGE = 'surge.html';

/**
 * Writes what happened as one page that needs nothing else, and each of its pictures as a PNG; gives the files, the page
 * first. Makes the folder where it is not there. Without Chromium the page is written alone.
 */
export async function writeReport(
  folder: string,
  records: readonly RunRecord[],
  queue: readonly QueuePoint[],
): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const report = await composeReport(machineLines(describeMachine(folder)), records, queue);
  const page = join(folder, PAGE);
  writeFileSync(page, pageHtml(report));
  const images = await writeImages(folder, figuresOf(report));
  if (images === null) {
    printProgress('There is no Chromium here: the report is written without PNGs of its pictures');
    return [page];
  }
  return [page, ...images];
}
