import type { Position } from '../search.ts';

/**
 * Postal codes with their positions, sorted by code; a code may be there more than once. The codes are one text of
 * `CODE_WIDTH` characters each, because one large text is handed to another thread in no time, and many small ones are not.
 */
export interface PostalCodes {
  readonly codes: string;
  readonly latitudes: Float64Array<ArrayBuffer>;
  readonly longitudes: Float64Array<ArrayBuffer>;
}

export const CODE_WIDTH = 12;

/** A postal code as it is compared: `SW1A 1AA` and `sw1a1aa` are the same. */
export function plainCode(postal_code: string): string {
  return postal_code.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/**
 * The positions of a code, in the order in which they were read. Of longer codes of the United States (`10001-1234`)
 * and Canada (`T5A 0A1`) the beginning is known that the data has: the first five digits, or three characters.
 */
export function positionsOf(postal_codes: PostalCodes, postal_code: string): Position[] {
  const code = plainCode(postal_code);
  const exact = positionsOfCode(postal_codes, code);
  if (exact.length > 0) return exact;
  if (/^\d{9}$/.test(code)) return positionsOfCode(postal_codes, code.slice(0, 5));
  if (/^[A-Z]\d[A-Z]\d[A-Z]\d$/.test(code)) return positionsOfCode(postal_codes, code.slice(0, 3));
  return [];
}

function positionsOfCode({ codes, latitudes, longitudes }: PostalCodes, code: string): Position[] {
  const wanted = code.padEnd(CODE_WIDTH);
  const codeAt = (index: number): string => codes.slice(index * CODE_WIDTH, (index + 1) * CODE_WIDTH);
  let low = 0;
  let high = latitudes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (codeAt(middle) < wanted) low = middle + 1;
    else high = middle;
  }
  const positions: Position[] = [];
  for (let index = low; index < latitudes.length && codeAt(index) === wanted; index += 1) {
    positions.push({ latitude: latitudes[index] ?? 0, longitude: longitudes[index] ?? 0 });
  }
  return positions;
}
