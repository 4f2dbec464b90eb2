import { encode } from 'uqr';

/** Rows of squares, true where they are dark, with the light border that scanners need around them. */
export type QrCode = readonly (readonly boolean[])[];

const BORDER = 4;

/** The code of a ticket's token. It still reads where 15 % of it are dirty or torn. */
export function qrCode(token: string): QrCode {
  return encode(token, { ecc: 'M', border: BORDER }).data;
}

/** The dark squares of each row as runs, so that they are drawn without seams between them. */
export function* darkRuns(code: QrCode): IterableIterator<{ x: number; y: number; width: number }> {
  for (const [y, row] of code.entries()) {
    let start = 0;
    for (let x = 0; x <= row.length; x += 1) {
      if (row[x] === true) continue;
      if (x > start) yield { x: start, y, width: x - start };
      start = x + 1;
    }
  }
}
