import { readFileSync } from 'node:fs';
import { fold } from '../fold.ts';
import type { ImportedMovie } from '../import/format.ts';

/** A row of vega-datasets' movies.json, as far as it is read. Any of it may be missing. */
interface VegaMovie {
  readonly Title: string | number | null;
  readonly 'Release Date': string | null;
  readonly 'Running Time min': number | null;
  readonly 'Major Genre': string | null;
  readonly Director: string | null;
  readonly 'IMDB Votes': number | null;
}

interface DemoMovies {
  readonly movies: readonly ImportedMovie[];
  /** Those that a cinema would show, best known first. */
  readonly playable: readonly PlayableMovie[];
}

export interface PlayableMovie {
  readonly key: string;
  readonly duration_minutes: number;
}

/** Movies that fewer people voted on are left out: much of what is recorded of them is wrong or missing. */
const LEAST_VOTES = 1_000;
const SHORTEST_PLAYED_MINUTES = 75;
const LONGEST_PLAYED_MINUTES = 201;

/** Real movies, without what the data does not know: descriptions, languages and countries, and many running times. */
export function demoMovies(): DemoMovies {
  const known = readMovies()
    .filter((movie) => (movie['IMDB Votes'] ?? 0) >= LEAST_VOTES && movie['Major Genre'] !== null)
    .sort((one, other) => (other['IMDB Votes'] ?? 0) - (one['IMDB Votes'] ?? 0));

  const movies = new Map<string, ImportedMovie>();
  for (const movie of known) {
    const imported = importedMovie(movie);
    if (imported !== null && !movies.has(imported.key)) movies.set(imported.key, imported);
  }
  const playable = [...movies.values()].flatMap(({ key, director, duration_minutes }) =>
    director !== undefined &&
    duration_minutes !== undefined &&
    duration_minutes >= SHORTEST_PLAYED_MINUTES &&
    duration_minutes <= LONGEST_PLAYED_MINUTES
      ? [{ key, duration_minutes }]
      : [],
  );
  return { movies: [...movies.values()], playable };
}

/** The package exports no path to its data files, and its own loaders fetch them from the network. */
function readMovies(): readonly VegaMovie[] {
  const entry = import.meta.resolve('vega-datasets');
  return JSON.parse(readFileSync(new URL('../data/movies.json', entry), 'utf8'));
}

function importedMovie(movie: VegaMovie): ImportedMovie | null {
  const release_date = releaseDate(movie['Release Date']);
  if (movie.Title === null || release_date === null) return null;
  // '300' and '1408' are numbers in the data.
  const title = repaired(String(movie.Title)).replace(/^(.+), The$/, 'The $1');
  return {
    key: `demo-${fold(title).replaceAll(' ', '-').slice(0, 80)}-${release_date.slice(0, 4)}`,
    title,
    release_date,
    ...(movie['Running Time min'] === null ? {} : { duration_minutes: movie['Running Time min'] }),
    ...(movie['Major Genre'] === null ? {} : { genre: movie['Major Genre'] }),
    ...(movie.Director === null ? {} : { director: movie.Director }),
  };
}

/** The data was gathered in 2010 and completed two-digit years wrongly: `Dec 30 2025` is Ben-Hur, of 1925. */
const LAST_YEAR = 2011;

/** `Jun 12 1998` as `1998-06-12`. */
function releaseDate(text: string | null): string | null {
  const parsed = new Date(`${text} UTC`);
  if (text === null || Number.isNaN(parsed.getTime())) return null;
  if (parsed.getUTCFullYear() > LAST_YEAR) parsed.setUTCFullYear(parsed.getUTCFullYear() - 100);
  return parsed.toISOString().slice(0, 10);
}

/** Letters of Latin-1 that somebody read as Mac OS Roman on the way into the data: `AmÈlie`. */
const MISREAD: Readonly<Record<string, string>> = {
  È: 'é',
  Ë: 'è',
  Í: 'ê',
  Î: 'ë',
  '·': 'á',
  '‡': 'à',
  '‰': 'ä',
  Û: 'ó',
  Ù: 'ô',
  '˘': 'ù',
  Ö: '…',
  Ω: '½',
};

function repaired(title: string): string {
  return title.replace(/[ÈËÍÎ·‡‰ÛÙ˘ÖΩ]/g, (letter) => MISREAD[letter] ?? letter);
}
