import { fold } from '../../catalogue/fold.ts';
import { editDistance } from './edit-distance.ts';
import { type SpellingColumns, soundOf } from './spelling-columns.ts';
import { wordsOf } from './words.ts';

export interface Correction {
  /** The title, director or genre that is probably meant, as it is shown. */
  readonly did_you_mean: string;
  /** Its words that were looked for, folded. */
  readonly keyword: string;
}

/** What a folded keyword that nothing has was probably meant to be; null where nothing is like it. */
export type Correct = (folded_keyword: string) => Correction | null;

/** Costs are in letters wrong. */
const OTHER_FIRST_LETTER = 0.3;
const SOUNDS_THE_SAME = 1.2;
const JOINED_OR_SPLIT = 0.5;
const WORD_NOT_ASKED_FOR = 0.25;
const WORD_UNKNOWN = 1;
const LETTER_UNKNOWN = 0.5;
/** Of the whole phrase, once the words are compared: tells two phrases with the same words apart. */
const LETTER_OF_PHRASE = 0.1;
/** What costs more than this share of the letters asked for is not meant. */
const MOST_OF_LETTERS = 0.5;
/** So many phrases with the best words are compared as a whole. */
const PHRASES_COMPARED = 30;
const LONGEST_KEYWORD_WORDS = 10;

interface Candidate {
  readonly phrase: number;
  readonly cost: number;
  /** Indexes of the words that were meant. */
  readonly meant: readonly number[];
}

/** Corrects keywords by the words of titles, directors and genres: by letters wrong, and by sound. */
export function corrector(columns: SpellingColumns): Correct {
  const words = columns.words === '' ? [] : columns.words.split(' ');
  const letters = Int32Array.from(words, lettersOf);
  const sounding = indexesBy(columns.sounds.split(' '));
  const phrases_with = phrasesByWord(columns, words.length);

  /** What it costs to take a word for each of those that it may have been meant to be. */
  function readingsOf(word: string): Map<number, number> {
    const most = mostEdits(word);
    const own_letters = lettersOf(word);
    const readings = new Map<number, number>();
    for (const [index, other] of words.entries()) {
      if (Math.abs(other.length - word.length) > most) continue;
      if (bitsOf(own_letters ^ (letters[index] ?? 0)) > 2 * most) continue;
      const edits = editDistance(word, other, most);
      if (edits <= most) readings.set(index, edits + (other[0] === word[0] ? 0 : OTHER_FIRST_LETTER));
    }
    const sound = soundOf(word);
    if (sound.length < 2) return readings;
    for (const index of sounding.get(sound) ?? []) {
      const known = readings.get(index) ?? Number.POSITIVE_INFINITY;
      readings.set(index, Math.min(known, SOUNDS_THE_SAME));
    }
    return readings;
  }

  /** The phrases that have what the words may have meant, cheapest first. */
  function candidatesFor(asked: readonly string[]): Candidate[] {
    const found = new Map<number, { costs: number[]; meant: number[] }>();
    for (const [place, word] of asked.entries()) {
      for (const [index, cost] of readingsOf(word)) {
        for (const phrase of phrases_with[index] ?? []) {
          const so_far = found.get(phrase) ?? { costs: asked.map(unknownCost), meant: asked.map(() => -1) };
          found.set(phrase, so_far);
          if (cost >= (so_far.costs[place] ?? 0)) continue;
          so_far.costs[place] = cost;
          so_far.meant[place] = index;
        }
      }
    }
    return [...found]
      .map(([phrase, { costs, meant }]) => {
        const matched = meant.filter((index) => index >= 0);
        const words_in_phrase = ((columns.offsets[phrase + 1] ?? 0) - (columns.offsets[phrase] ?? 0) + 1) / 2;
        const not_asked_for = Math.max(0, words_in_phrase - matched.length);
        const cost = costs.reduce((sum, each) => sum + each, 0) + not_asked_for * WORD_NOT_ASKED_FOR;
        return { phrase, cost, meant: matched };
      })
      .sort((one, other) => one.cost - other.cost)
      .slice(0, PHRASES_COMPARED);
  }

  return (folded_keyword) => {
    const asked = wordsOf(folded_keyword).slice(0, LONGEST_KEYWORD_WORDS);
    const letters_asked = asked.join('');
    const candidates = [
      ...candidatesFor(asked),
      ...joinings(asked).flatMap((joined) =>
        candidatesFor(joined).map((each) => ({ ...each, cost: each.cost + JOINED_OR_SPLIT })),
      ),
    ].map((candidate) => {
      const phrase = wordsOf(fold(columns.phrases[candidate.phrase] ?? '')).join('');
      const most = Math.max(phrase.length, letters_asked.length);
      return {
        ...candidate,
        cost: candidate.cost + LETTER_OF_PHRASE * editDistance(letters_asked, phrase, most),
        weight: columns.weights[candidate.phrase] ?? 0,
      };
    });
    const [best] = candidates.sort((one, other) => one.cost - other.cost || other.weight - one.weight);
    if (best === undefined || best.cost > letters_asked.length * MOST_OF_LETTERS) return null;
    return {
      did_you_mean: columns.phrases[best.phrase] ?? '',
      keyword: spelledOut(
        best.meant.map((index) => words[index] ?? ''),
        columns.phrases[best.phrase] ?? '',
      ),
    };
  };
}

/** The words as the phrase has them: `starwars` is `star wars` there. */
function spelledOut(meant: readonly string[], phrase: string): string {
  const own = wordsOf(fold(phrase));
  return own
    .filter((word, index) =>
      [word, `${word}${own[index + 1] ?? ''}`, `${own[index - 1] ?? ''}${word}`].some((form) =>
        meant.includes(form),
      ),
    )
    .join(' ');
}

/** The words with each two neighbours made one: `god father` may be meant as `godfather`. */
function joinings(words: readonly string[]): string[][] {
  return words
    .slice(1)
    .map((word, before) => [
      ...words.slice(0, before),
      `${words[before]}${word}`,
      ...words.slice(before + 2),
    ]);
}

function unknownCost(word: string): number {
  return WORD_UNKNOWN + LETTER_UNKNOWN * word.length;
}

/** The longer a word is, the more of it may be wrong. */
function mostEdits({ length }: string): number {
  if (length <= 1) return 0;
  if (length <= 3) return 1;
  return length <= 6 ? 2 : 3;
}

/** Which letters a word has, as bits: words whose letters differ much need not be compared. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let index = 0; index < word.length; index += 1) bits |= 1 << (word.charCodeAt(index) & 31);
  return bits;
}

function bitsOf(number: number): number {
  let count = 0;
  for (let rest = number; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

function indexesBy(keys: readonly string[]): Map<string, number[]> {
  const indexes = new Map<string, number[]>();
  for (const [index, key] of keys.entries()) {
    const list = indexes.get(key) ?? [];
    list.push(index);
    indexes.set(key, list);
  }
  return indexes;
}

function phrasesByWord({ offsets, members, phrases }: SpellingColumns, words_count: number): number[][] {
  const by_word: number[][] = Array.from({ length: words_count }, () => []);
  for (let phrase = 0; phrase < phrases.length; phrase += 1) {
    for (const word of members.subarray(offsets[phrase], offsets[phrase + 1])) by_word[word]?.push(phrase);
  }
  return by_word;
}
