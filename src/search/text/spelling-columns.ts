import { doubleMetaphone } from 'double-metaphone';
import { fold } from '../../catalogue/fold.ts';
import { wordsOf } from './words.ts';

/** What a misspelt keyword may have meant: titles, directors and genres, with the words that they are made of. */
export interface SpellingColumns {
  /** As they are shown. */
  readonly phrases: readonly string[];
  /** How often each is on, to choose between what is as likely otherwise. */
  readonly weights: Float64Array<ArrayBuffer>;
  /** All words, a blank apart: words of phrases, and two neighbours in one (`starwars`). */
  readonly words: string;
  /** How each word sounds, by Double Metaphone, a blank apart; `-` for nothing. */
  readonly sounds: string;
  /** The words of each phrase, indexes: `members[offsets[i]]` to before `offsets[i + 1]`. */
  readonly offsets: Uint32Array<ArrayBuffer>;
  readonly members: Uint32Array<ArrayBuffer>;
}

export interface Phrase {
  readonly text: string;
  readonly weight: number;
}

export function spellingColumns(phrases: readonly Phrase[]): SpellingColumns {
  const indexes = new Map<string, number>();
  const indexOf = (word: string): number => {
    const known = indexes.get(word) ?? indexes.size;
    indexes.set(word, known);
    return known;
  };
  const members = phrases.map(({ text }) => {
    const words = wordsOf(fold(text));
    const joined = words.slice(1).map((word, before) => `${words[before]}${word}`);
    return [...new Set([...words, ...joined])].map(indexOf);
  });
  const words = [...indexes.keys()];
  const offsets = new Uint32Array(members.length + 1);
  for (const [phrase, list] of members.entries()) offsets[phrase + 1] = (offsets[phrase] ?? 0) + list.length;
  return {
    phrases: phrases.map(({ text }) => text),
    weights: Float64Array.from(phrases, ({ weight }) => weight),
    words: words.join(' '),
    sounds: words.map(soundOf).join(' '),
    offsets,
    members: Uint32Array.from(members.flat()),
  };
}

/** `-` where it has no letters that sound. */
export function soundOf(word: string): string {
  const [primary] = doubleMetaphone(word);
  return primary === '' ? '-' : primary;
}
