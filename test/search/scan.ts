import { DateTime } from 'luxon';
import { fold } from '../../src/catalogue/fold.ts';
import type { Position, SearchQuery } from '../../src/search/search.ts';
import type { World, WorldCinema, WorldMovie, WorldShow } from './world.ts';

/** The search as one would write it down: looks at every show, and sorts what is left. Spelling is not corrected. */

interface Seen {
  readonly index: number;
  readonly show: WorldShow;
  readonly movie: WorldMovie;
  readonly cinema: WorldCinema;
  readonly distance: number | null;
}

/** The indexes of the shows that fit, in the order asked for. */
export function scan(world: World, query: SearchQuery, now: number): number[] {
  return world.shows
    .map((show, index) => see(world, show, index, query.position))
    .filter((seen) => fits(world, seen, query, now))
    .sort((one, other) => compare(one, other, query) || one.index - other.index)
    .map(({ index }) => index);
}

function see(world: World, show: WorldShow, index: number, position: Position | null): Seen {
  const movie = world.movies[show.movie];
  const cinema = world.cities[show.city]?.cinemas[show.cinema];
  if (movie === undefined || cinema === undefined) throw new Error('a show of nothing');
  return { index, show, movie, cinema, distance: position === null ? null : kilometres(position, cinema) };
}

function fits(world: World, { show, movie, distance }: Seen, query: SearchQuery, now: number): boolean {
  const city = world.cities[show.city];
  if (city === undefined || show.starts_at < now) return false;
  if (query.keyword !== null && !hasWords(movie, query.keyword)) return false;
  if (query.city !== null && !`${fold(city.name)} `.startsWith(`${fold(query.city)} `)) return false;
  if (query.radius !== null && distance !== null && distance > query.radius) return false;
  const local = DateTime.fromMillis(show.starts_at, { zone: city.time_zone }).toFormat("yyyy-MM-dd'T'HH:mm");
  if (query.start_date !== null && local < query.start_date) return false;
  // A day ends after all of its minutes.
  return query.end_date === null || local.slice(0, query.end_date.length) <= query.end_date;
}

function hasWords({ title, genre, director }: WorldMovie, keyword: string): boolean {
  const words = [title, genre ?? '', director ?? ''].flatMap((text) => fold(text).split(' '));
  const wanted = fold(keyword);
  return wanted !== '' && wanted.split(' ').every((begins) => words.some((word) => word.startsWith(begins)));
}

function compare(one: Seen, other: Seen, { sorting_order, keyword }: SearchQuery): number {
  const by_start = one.show.starts_at - other.show.starts_at || one.index - other.index;
  const by_movie = byTitle(one, other);
  switch (sorting_order) {
    case 'date,asc':
      return by_start;
    case 'date,desc':
      return -by_start;
    case 'name,asc':
    case 'name,date,asc':
      return by_movie || by_start;
    case 'name,desc':
      return -by_movie || by_start;
    case 'name,date,desc':
      return -by_movie || -by_start;
    case 'distance,asc':
      return byDistance(one, other) || by_start;
    case null:
      if (keyword === null) return by_start;
      return relevance(one.movie, keyword) - relevance(other.movie, keyword) || by_movie || by_start;
  }
}

function byTitle(one: Seen, other: Seen): number {
  const [title, other_title] = [fold(one.movie.title), fold(other.movie.title)];
  if (title !== other_title) return title < other_title ? -1 : 1;
  return one.show.movie - other.show.movie;
}

function byDistance(one: Seen, other: Seen): number {
  const difference = (one.distance ?? 0) - (other.distance ?? 0);
  // Two sums of the same floating-point numbers may differ in their last digits.
  if (Math.abs(difference) > 1e-6) return difference;
  return one.show.city - other.show.city || one.show.cinema - other.show.cinema;
}

function relevance({ title }: WorldMovie, keyword: string): number {
  const [folded, wanted] = [fold(title), fold(keyword)];
  if (folded === wanted) return 0;
  if (folded.startsWith(wanted)) return 1;
  const words = folded.split(' ');
  return wanted.split(' ').every((begins) => words.some((word) => word.startsWith(begins))) ? 2 : 3;
}

const EARTH_RADIUS_KM = 6_371;

/** By the chord between the two points, which is not how the search does it. */
function kilometres(from: Position, to: Position): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const [a, b] = [
    vector(radians(from.latitude), radians(from.longitude)),
    vector(radians(to.latitude), radians(to.longitude)),
  ];
  const chord = Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, chord / 2));
}

function vector(latitude: number, longitude: number): { x: number; y: number; z: number } {
  return {
    x: Math.cos(latitude) * Math.cos(longitude),
    y: Math.cos(latitude) * Math.sin(longitude),
    z: Math.sin(latitude),
  };
}
