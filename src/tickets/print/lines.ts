import { type FontName, type Run, runsOf } from './fonts.ts';
import type { Pen } from './pen.ts';

/** How a text is to look. Sizes and widths are in points. */
export interface TextStyle {
  readonly font: FontName;
  readonly size: number;
  readonly width: number;
  /** What goes beyond so many lines is cut off, with an ellipsis. */
  readonly lines_most: number;
}

const LINE_HEIGHT = 1.3;
const words = new Intl.Segmenter('und', { granularity: 'word' });
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Writes the text with its upper left corner there, and gives where the next one may begin. */
export function writeText(pen: Pen, text: string, x: number, y: number, style: TextStyle): number {
  const lines = breakLines(pen, printable(text), style);
  for (const [index, line] of lines.entries()) {
    const top = y + index * style.size * LINE_HEIGHT;
    let left = x;
    for (const run of runsOf(line, style.font)) {
      // Fonts differ in height: what is of one line stands on one line.
      const options = { lineBreak: false, baseline: 'alphabetic' } as const;
      pen.use(run.font, style.size).text(run.text, left, top + style.size, options);
      left += widthOfRun(pen, run, style.size);
    }
  }
  return y + lines.length * style.size * LINE_HEIGHT;
}

/** The largest of these sizes in which the text needs no more lines than it may have. */
export function fittingSize(pen: Pen, text: string, sizes: readonly number[], style: TextStyle): number {
  const fits = (size: number): boolean => {
    const lines = breakLines(pen, printable(text), { ...style, size, lines_most: style.lines_most + 1 });
    return lines.length <= style.lines_most;
  };
  return sizes.find(fits) ?? sizes.at(-1) ?? style.size;
}

/** Line ends, and signs that would change the direction of what follows, are no part of a title. */
function printable(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
}

function breakLines(pen: Pen, text: string, style: TextStyle): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(pen, text, style)) {
    if (line !== '' && widthOf(pen, (line + piece).trimEnd(), style) > style.width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
      if (lines.length === style.lines_most) break;
    } else line += piece;
  }
  if (lines.length < style.lines_most) return line === '' ? lines : [...lines, line.trimEnd()];
  return line === '' ? lines : [...lines.slice(0, -1), withEllipsis(pen, lines.at(-1) ?? '', style)];
}

/** Words; and the characters of a word that is wider than a line. */
function piecesOf(pen: Pen, text: string, style: TextStyle): string[] {
  return Array.from(words.segment(text), ({ segment }) => segment).flatMap((word) =>
    widthOf(pen, word, style) <= style.width
      ? [word]
      : Array.from(graphemes.segment(word), ({ segment }) => segment),
  );
}

function withEllipsis(pen: Pen, line: string, style: TextStyle): string {
  const kept = Array.from(graphemes.segment(line), ({ segment }) => segment);
  while (kept.length > 0 && widthOf(pen, `${kept.join('')}…`, style) > style.width) kept.pop();
  return `${kept.join('').trimEnd()}…`;
}

function widthOf(pen: Pen, text: string, { font, size }: TextStyle): number {
  return runsOf(text, font).reduce((width, run) => width + widthOfRun(pen, run, size), 0);
}

function widthOfRun(pen: Pen, { text, font }: Run, size: number): number {
  return pen.use(font, size).widthOfString(text);
}
