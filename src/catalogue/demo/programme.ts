import type { ImportedCinema, ImportedShow } from '../import/format.ts';
import { instantsOfLocal } from '../time.ts';
import type { DemoCity } from './cities.ts';
import type { PlayableMovie } from './movies.ts';
import { pricesIn } from './prices.ts';
import { seededRandom } from './random.ts';

/**
 * What is shown where and when. It depends on the city and the date alone, so that a demo of next week continues
 * that of this week, and building one again finds its shows there.
 */

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Local times, far enough apart for the longest movie, the advertisements and the cleaning. */
const START_MINUTES = [13 * 60 + 30, 17 * 60 + 15, 21 * 60];
/** Cinemas begin their days a little earlier or later. */
const SHIFTS_MINUTES = [-30, -15, 0, 15, 30, 45];
const ADVERTISEMENT_MINUTES = 15;

/** Of the best known movies, so many run in some week; eight of them change from week to week. */
const BEST_KNOWN = 96;
const RUNNING = 48;
const NEW_A_WEEK = 8;

/** How many of a city's thirty shows a day go to each of its movies. */
const SHARES = [6, 5, 4, 4, 3, 3, 3, 2];

interface CityOnDate {
  readonly city: DemoCity;
  readonly cinemas: readonly ImportedCinema[];
  /** Local, YYYY-MM-DD. */
  readonly date: string;
}

/** The city's shows of one day: three in the hall of each cinema. */
export function showsOn(
  { city, cinemas, date }: CityOnDate,
  playable: readonly PlayableMovie[],
): ImportedShow[] {
  const day = Date.parse(date) / DAY_MS;
  const movies = moviesInTurn(city, day, playable);

  return cinemas.flatMap((cinema, cinema_index) => {
    const shift = SHIFTS_MINUTES[(cinema_index * 5 + day) % SHIFTS_MINUTES.length] ?? 0;
    return START_MINUTES.map((start, slot): ImportedShow => {
      const position = cinema_index * START_MINUTES.length + slot + day * 4;
      const movie = movies[position % movies.length];
      if (movie === undefined) throw new Error('there is no movie that could run');
      const starts_at = instantAt(day * DAY_MS + (start + shift) * MINUTE_MS, city.time_zone);
      const ends_at = starts_at + (movie.duration_minutes + ADVERTISEMENT_MINUTES) * MINUTE_MS;
      return {
        key: `${cinema.key}-${date}-${slot + 1}`,
        movie: movie.key,
        hall: `${cinema.key}-hall`,
        start_time: utc(starts_at),
        end_time: utc(ends_at),
        ...pricesIn(city.country, slot === 0),
      };
    });
  });
}

/** The movies of a city's thirty shows of a day, in the order in which its cinemas take them. */
function moviesInTurn(city: DemoCity, day: number, playable: readonly PlayableMovie[]): PlayableMovie[] {
  // The first of January 1970 was a Thursday, and cinemas change their programme on Thursdays.
  const week = Math.floor(day / 7);
  const best_known = playable.slice(0, BEST_KNOWN);
  const running = Array.from(
    { length: RUNNING },
    (_, index) => best_known[(week * NEW_A_WEEK + index) % best_known.length],
  );
  const here = seededRandom(`${city.city_id} ${week}`).some(running, SHARES.length);

  // In rounds, so that a cinema's three shows are of different movies.
  const rounds = Array.from({ length: Math.max(...SHARES) }, (_, round) =>
    here.filter((_, index) => round < (SHARES[index] ?? 0)),
  );
  return rounds.flat().filter((movie) => movie !== undefined);
}

function instantAt(local: number, zone: string): number {
  const [instant] = instantsOfLocal(local, zone);
  if (instant === undefined) throw new Error(`clocks in ${zone} are put forward in the middle of a day`);
  return instant;
}

function utc(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
