import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkit';
import { plainFont } from './woff.ts';

/**
 * Titles may hold any character there is. DejaVu Sans looks well and has Latin, Greek, Cyrillic, Arabic, Hebrew and many
 * signs; for every other character there is UnifontEX, drawn in coarse squares, which has nearly all of Unicode.
 */
export type FontName = 'regular' | 'bold' | 'everything';

const FILES: Readonly<Record<FontName, string>> = {
  regular: '@fontsource/dejavu-sans/files/dejavu-sans-latin-400-normal.woff',
  bold: '@fontsource/dejavu-sans/files/dejavu-sans-latin-700-normal.woff',
  everything: '@fontsource/unifontex/files/unifontex-latin-400-normal.woff',
};

const { resolve } = createRequire(import.meta.url);
const fonts = new Map<FontName, Buffer>();
const characters = new Map<FontName, ReadonlySet<number>>();

/** The font's file. Read at its first use: the last of them takes 14 MB. */
export function fontFile(name: FontName): Buffer {
  const known = fonts.get(name);
  if (known !== undefined) return known;
  const font = plainFont(readFileSync(resolve(FILES[name])));
  fonts.set(name, font);
  return font;
}

function charactersOf(name: FontName): ReadonlySet<number> {
  const known = characters.get(name);
  if (known !== undefined) return known;
  const font = create(fontFile(name));
  if (!('characterSet' in font)) throw new TypeError(`${FILES[name]} is a collection of fonts`);
  const set = new Set(font.characterSet);
  characters.set(name, set);
  return set;
}

/** Text in one font. */
export interface Run {
  readonly text: string;
  readonly font: FontName;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** Stands for a character that no font has. */
const UNKNOWN = '\ufffd';

/** The text in pieces that a font has, in the preferred one where that can be. */
export function runsOf(text: string, preferred: FontName): Run[] {
  const runs: Run[] = [];
  for (const { segment } of graphemes.segment(text)) {
    const run = inSomeFont(segment, preferred);
    const last = runs.at(-1);
    if (last?.font === run.font) runs[runs.length - 1] = { ...last, text: last.text + run.text };
    else runs.push(run);
  }
  return runs;
}

function inSomeFont(grapheme: string, preferred: FontName): Run {
  if (isIn(grapheme, preferred)) return { text: grapheme, font: preferred };
  if (isIn(grapheme, 'everything')) return { text: grapheme, font: 'everything' };
  return { text: UNKNOWN, font: preferred };
}

function isIn(text: string, name: FontName): boolean {
  const known = charactersOf(name);
  for (const character of text) if (!known.has(character.codePointAt(0) ?? -1)) return false;
  return true;
}
