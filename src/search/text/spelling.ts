import { fold } from '../../catalogue/fold.ts';
import { editDistance } from './edit-distance.ts';
import { lettersOf, type SpellingColumns, soundOf } from './spelling-columns.ts';
import { wordsOf } from './words.ts';

interface Correction {
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
/** A phrase is only looked at for one of so many of the longest words: nearly all have a `the` or an `of`. */
const WORDS_THAT_FIND = 3;
const LONGEST_KEYWORD_WORDS = 10;

/** Words that may have been meant by one, indexes, with what each costs. */
type Readings = ReadonlyMap<number, number>;

interface Candidate {
  readonly phrase: number;
  readonly cost: number;
  /** Indexes of the words that were meant. */
  readonly meant: readonly number[];
}

/** Corrects keywords by the words of titles, directors and genres: by letters wrong, and by sound. */
export function corrector(columns: SpellingColumns): Correct {
  const { phrases, letters, offsets, members } = columns;
  const words = columns.words === '' ? [] : columns.words.split(' ');
  const sounding = indexesBy(columns.sounds.split(' '));

  function readingsOf(word: string): Readings {
    const most = mostEdits(word);
    const own_letters = lettersOf(word);
    const readings = new Map<number, number>();
    for (let index = 0; index < words.length; index += 1) {
      if (bitsOf(own_letters ^ (letters[index] ?? 0)) > 2 * most) continue;
      const other = words[index] ?? '';
      const edits = editDistance(word, other, most);
      if (edits <= most) readings.set(index, edits + (other[0] === word[0] ? 0 : OTHER_FIRST_LETTER));
    }
    const sound = soundOf(word);
    if (sound.length < 2) return readings;
    for (const index of sounding.get(sound) ?? []) {
      readings.set(index, Math.min(readings.get(index) ?? SOUNDS_THE_SAME, SOUNDS_THE_SAME));
    }
    return readings;
  }

  /** The phrases that have what the words may have meant, cheapest first; one of the longest words has to be among it. */
  function candidatesFor(asked: readonly string[], readings: (word: string) => Readings): Candidate[] {
    const found = new Map<number, { costs: number[]; meant: number[] }>();
    const unknown = asked.map((word) => WORD_UNKNOWN + LETTER_UNKNOWN * word.length);
    const nothing = asked.map(() => -1);
    const longest_first = [...asked.entries()].sort(([, one], [, other]) => other.length - one.length);
    for (const [rank, [place, word]] of longest_first.entries()) {
      for (const [index, cost] of readings(word)) {
        for (const phrase of members.subarray(offsets[index], offsets[index + 1])) {
          let so_far = found.get(phrase);
          if (so_far === undefined) {
            if (rank >= WORDS_THAT_FIND) continue;
            so_far = { costs: [...unknown], meant: [...nothing] };
            found.set(phrase, so_far);
          }
          if (cost >= (so_far.costs[place] ?? 0)) continue;
          so_far.costs[place] = cost;
          so_far.meant[place] = index;
        }
      }
    }
    return [...found]
      .map(([phrase, { costs, meant }]) => {
        const matched = meant.filter((index) => index >= 0);
        const not_asked_for = Math.max(0, (columns.word_counts[phrase] ?? 0) - matched.length);
        const cost = costs.reduce((sum, each) => sum + each, 0) + not_asked_for * WORD_NOT_ASKED_FOR;
        return { phrase, cost, meant: matched };
      })
      .sort((one, other) => one.cost - other.cost)
      .slice(0, PHRASES_COMPARED);
  }

  return (folded_keyword) => {
    const asked = wordsOf(folded_keyword).slice(0, LONGEST_KEYWORD_WORDS);
    const letters_asked = asked.join('');
    const known = new Map<string, Readings>();
    const readings = (word: string): Readings => {
      const read = known.get(word) ?? readingsOf(word);
      known.set(word, read);
      return read;
    };
    const candidates = [
      ...candidatesFor(asked, readings),
      ...joinings(asked).flatMap((joined) =>
        candidatesFor(joined, readings).map((each) => ({ ...each, cost: each.cost + JOINED_OR_SPLIT })),
      ),
    ].map((candidate) => {
      const phrase = wordsOf(fold(phrases[candidate.phrase] ?? '')).join('');
      const most = Math.max(phrase.length, letters_asked.length);
      return {
        ...candidate,
        cost: candidate.cost + LETTER_OF_PHRASE * editDistance(letters_asked, phrase, most),
        weight: columns.weights[candidate.phrase] ?? 0,
      };
    });
    const [best] = candidates.sort((one, other) => one.cost - other.cost || other.weight - one.weight);
    if (best === undefined || best.cost > letters_asked.length * MOST_OF_LETTERS) return null;
    const did_you_mean = phrases[best.phrase] ?? '';
    const meant = best.meant.map((index) => words[index] ?? '');
    return { did_you_mean, keyword: spelledOut(meant, did_you_mean) };
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

/** The longer a word is, the more of it may be wrong. */
function mostEdits({ length }: string): number {
  if (length <= 1) return 0;
  if (length <= 3) return 1;
  return length <= 6 ? 2 : 3;
}

/** How many bits are set. */
function bitsOf(number: number): number {
  const pairs = number - ((number >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
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
