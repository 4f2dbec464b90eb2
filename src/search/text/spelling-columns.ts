import { doubleMetaphone } from 'double-metaphone';
import { fold } from '../../catalogue/fold.ts';
import { wordsOf } from './words.ts';

/** What a misspelt keyword may have meant: titles, directors and genres, with the words that they are made of. */
export interface SpellingColumns {
  /** As they are shown. */
  readonly phrases: readonly string[];
  /** How often each is on, to choose between what is as likely otherwise. */
  readonly weights: Float64Array<ArrayBuffer>;
  /** Of each phrase, how many words it has. */
  readonly word_counts: Uint16Array<ArrayBuffer>;
  /** All words, a blank apart: words of phrases, and two neighbours in one (`starwars`). */
  readonly words: string;
  /** How each word sounds, by Double Metaphone, a blank apart; `-` for nothing. */
  readonly sounds: string;
  /** Which letters each word has; see `lettersOf`. */
  readonly letters: Int32Array<ArrayBuffer>;
  /** The phrases of each word, indexes: `members[offsets[i]]` to before `offsets[i + 1]`. */
  readonly offsets: Uint32Array<ArrayBuffer>;
  readonly members: Uint32Array<ArrayBuffer>;
}

export interface Phrase {
  readonly text: string;
  readonly weight: number;
}

export function spellingColumns(phrases: readonly Phrase[]): SpellingColumns {
  const phrases_with = new Map<string, number[]>();
  const word_counts = new Uint16Array(phrases.length);
  for (const [phrase, { text }] of phrases.entries()) {
    const words = wordsOf(fold(text));
    const joined = words.slice(1).map((word, before) => `${words[before]}${word}`);
    for (const word of new Set([...words, ...joined])) {
      const known = phrases_with.get(word);
      if (known === undefined) phrases_with.set(word, [phrase]);
      else known.push(phrase);
    }
    word_counts[phrase] = words.length;
  }

  const words = [...phrases_with.keys()];
  const members = [...phrases_with.values()];
  const offsets = new Uint32Array(members.length + 1);
  for (const [word, list] of members.entries()) offsets[word + 1] = (offsets[word] ?? 0) + list.length;
  return {
    phrases: phrases.map(({ text }) => text),
    weights: Float64Array.from(phrases, ({ weight }) => weight),
    word_counts,
    words: words.join(' '),
    sounds: words.map(soundOf).join(' '),
    letters: Int32Array.from(words, lettersOf),
    offsets,
    members: Uint32Array.from(members.flat()),
  };
}

/** Which letters a word has, as bits: words whose letters differ much need not be compared. */
export function lettersOf(word: string): number {
  let bits = 0;
  for (let index = 0; index < word.length; index += 1) bits |= 1 << (word.charCodeAt(index) & 31);
  return bits;
}

/** `-` where it has no letters that sound. */
export function soundOf(word: string): string {
  const [primary] = doubleMetaphone(word);
  return primary === '' ? '-' : primary;
}
