import type { Database } from 'better-sqlite3';
import KDBush from 'kdbush';
import { readPostalCodes } from '../places/read-postal-codes.ts';
import { type Phrase, spellingColumns } from '../text/spelling-columns.ts';
import { lengthOf, type Programme, type Runs } from './programme.ts';

interface MovieRow {
  readonly number: number;
  readonly title: string;
  readonly folded_title: string;
  readonly genre: string | null;
  readonly director: string | null;
}

interface CinemaRow {
  readonly number: number;
  readonly city: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly time_zone: string;
}

type ShowRow = readonly [number: number, starts_at: number, movie: number, cinema: number];

/** Reads what is on from a time on, all of it as it is at one moment. */
export function readProgramme(database: Database, from: number): Programme {
  return database.transaction(() => read(database, from)).deferred();
}

function read(database: Database, from: number): Programme {
  const movies = database
    .prepare<[], MovieRow>(
      'SELECT number, title, folded_title, genre, director FROM movie ORDER BY folded_title, number',
    )
    .all();
  const cinemas = database
    .prepare<[], CinemaRow>(`
      SELECT cinema.number, cinema.city, cinema.latitude, cinema.longitude, city.time_zone
      FROM cinema JOIN city ON city.number = cinema.city
      ORDER BY cinema.city, cinema.number`)
    .all();
  const rows = database
    .prepare<[number], ShowRow>(`
      SELECT show.number, show.starts_at, show.movie, hall.cinema
      FROM show JOIN hall ON hall.number = show.hall
      WHERE show.starts_at >= ?
      ORDER BY show.starts_at, show.number`)
    .raw()
    .all(from);

  const movie_ordinals = ordinalsOf(movies.map(({ number }) => number));
  const cinema_ordinals = ordinalsOf(cinemas.map(({ number }) => number));
  const show_movies = Uint32Array.from(rows, ([, , movie]) => movie_ordinals[movie] ?? 0);
  const show_cinemas = Uint32Array.from(rows, ([, , , cinema]) => cinema_ordinals[cinema] ?? 0);
  const movie_runs = runsOf(show_movies, movies.length);
  const zones = [...new Set(cinemas.map(({ time_zone }) => time_zone))];

  return {
    shows: {
      numbers: Uint32Array.from(rows, ([number]) => number),
      starts_at: Float64Array.from(rows, ([, starts_at]) => starts_at),
      movies: show_movies,
      cinemas: show_cinemas,
      all: Uint32Array.from(rows, (_, ordinal) => ordinal),
    },
    movies: {
      ordinals: movie_ordinals,
      folded_titles: movies.map(({ folded_title }) => folded_title),
      shows: movie_runs,
      playing: Uint32Array.from(new Set(show_movies)).sort(),
    },
    cinemas: {
      cities: Uint32Array.from(cinemas, ({ city }) => city),
      latitudes: Float64Array.from(cinemas, ({ latitude }) => latitude),
      longitudes: Float64Array.from(cinemas, ({ longitude }) => longitude),
      zones: Uint16Array.from(cinemas, ({ time_zone }) => zones.indexOf(time_zone)),
      shows: runsOf(show_cinemas, cinemas.length),
      tree: treeOf(cinemas),
    },
    zones,
    postal_codes: readPostalCodes(database),
    spelling: spellingColumns(phrasesOf(movies, movie_runs)),
  };
}

/** The buffers of a programme, which a thread hands over instead of copying them. */
export function buffersOf(programme: Programme): ArrayBuffer[] {
  const { shows, movies, cinemas, postal_codes } = programme;
  const { spelling } = programme;
  const columns = [
    ...[shows.numbers, shows.starts_at, shows.movies, shows.cinemas, shows.all],
    ...[movies.ordinals, movies.shows.offsets, movies.shows.ordinals, movies.playing],
    ...[cinemas.cities, cinemas.latitudes, cinemas.longitudes, cinemas.zones],
    ...[cinemas.shows.offsets, cinemas.shows.ordinals],
    ...[postal_codes.latitudes, postal_codes.longitudes],
    ...[spelling.weights, spelling.word_counts, spelling.letters, spelling.offsets, spelling.members],
  ];
  return [...columns.map(({ buffer }) => buffer), cinemas.tree];
}

/** The index of each number in the list, by number; -1 for numbers that are not in it. */
function ordinalsOf(numbers: readonly number[]): Int32Array<ArrayBuffer> {
  const greatest = numbers.reduce((most, number) => Math.max(most, number), -1);
  const ordinals = new Int32Array(greatest + 1).fill(-1);
  for (const [ordinal, number] of numbers.entries()) ordinals[number] = ordinal;
  return ordinals;
}

/** The shows of each of so many movies, or cinemas, given that of each show. */
function runsOf(owners: Uint32Array, count: number): Runs {
  const offsets = new Uint32Array(count + 1);
  for (const owner of owners) offsets[owner + 1] = (offsets[owner + 1] ?? 0) + 1;
  for (let index = 1; index <= count; index += 1) {
    offsets[index] = (offsets[index] ?? 0) + (offsets[index - 1] ?? 0);
  }
  const next = offsets.slice();
  const ordinals = new Uint32Array(owners.length);
  for (const [show, owner] of owners.entries()) {
    const at = next[owner] ?? 0;
    ordinals[at] = show;
    next[owner] = at + 1;
  }
  return { offsets, ordinals };
}

function treeOf(cinemas: readonly CinemaRow[]): ArrayBuffer {
  // The package makes no tree of nothing.
  if (cinemas.length === 0) return new ArrayBuffer(0);
  const tree = new KDBush(cinemas.length);
  for (const { latitude, longitude } of cinemas) tree.add(longitude, latitude);
  const { data } = tree.finish();
  if (!(data instanceof ArrayBuffer)) throw new TypeError('the tree is to be handed over, not shared');
  return data;
}

/** Titles, directors and genres, each with the number of shows that are on of it. */
function phrasesOf(movies: readonly MovieRow[], shows: Runs): Phrase[] {
  const weights = new Map<string, number>();
  for (const [ordinal, { title, director, genre }] of movies.entries()) {
    for (const text of [title, director, genre]) {
      if (text !== null) weights.set(text, (weights.get(text) ?? 0) + lengthOf(shows, ordinal));
    }
  }
  return Array.from(weights, ([text, weight]) => ({ text, weight }));
}
