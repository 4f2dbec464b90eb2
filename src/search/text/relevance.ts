import type { Programme } from '../programme/programme.ts';
import { wordsOf } from './words.ts';

const EXACT = 0;
const BEGINS_WITH_IT = 1;
const HAS_ITS_WORDS = 2;
const OTHERWISE = 3;

/**
 * Movies, by ordinal, in the order in which a keyword means them: the one of that title, those whose title begins with
 * it, those whose title has all its words, and the others, such as the director's. Each by title.
 */
export function bestFirst(
  { movies }: Programme,
  found: Uint32Array,
  folded_keyword: string,
): Uint32Array<ArrayBuffer> {
  const words = wordsOf(folded_keyword);
  const rankOf = (title: string): number => {
    if (title === folded_keyword) return EXACT;
    if (title.startsWith(folded_keyword)) return BEGINS_WITH_IT;
    return words.every((word) => ` ${title}`.includes(` ${word}`)) ? HAS_ITS_WORDS : OTHERWISE;
  };
  const ranked: number[][] = [[], [], [], []];
  for (const movie of found) ranked[rankOf(movies.folded_titles[movie] ?? '')]?.push(movie);
  return Uint32Array.from(ranked.flat());
}
