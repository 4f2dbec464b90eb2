import type { Show } from '../catalogue/catalogue.ts';
import { fold } from '../catalogue/fold.ts';
import type { SearchTables } from '../catalogue/search-tables.ts';
import { type Cinemas, placesOf } from './places/cinemas-around.ts';
import { positionsOf } from './places/postal-codes.ts';
import type { Programme } from './programme/programme.ts';
import type { FoundShows, Position, SearchQuery } from './search.ts';
import { orderOf } from './select/order.ts';
import { pageOf } from './select/page.ts';
import { selectShows } from './select/runs.ts';
import { bestFirst } from './text/relevance.ts';
import { type Correct, corrector } from './text/spelling.ts';
import { wordsOf } from './text/words.ts';
import { windowFinder } from './windows.ts';

/** Movies that a keyword was taken for. */
interface Movies {
  /** Ordinals, by title. */
  readonly found: Uint32Array;
  /** Folded; what movies are to fit best. */
  readonly meant: string;
  readonly did_you_mean: string | null;
}

/** So many shows are remembered as they are answered. */
const SHOWS_REMEMBERED = 20_000;

export interface Finder {
  find(query: SearchQuery, now: number): FoundShows;
  positionOf(postal_code: string, folded_city: string | null): Position | null;
}

/** Finds in one programme. The tables tell what the programme's columns do not; they may be a version ahead of it. */
export function finder(programme: Programme, tables: SearchTables): Finder {
  const places = placesOf(programme);
  const windowsOf = windowFinder(programme);
  const showAt = rememberShows(programme, tables);
  let correct: Correct | null = null;

  function moviesWith(words: string): Uint32Array {
    const ordinals = tables
      .moviesWith(wordsOf(words))
      .map((number) => programme.movies.ordinals[number] ?? -1)
      .filter((ordinal) => ordinal >= 0);
    return Uint32Array.from(ordinals).sort();
  }

  function moviesFor({ keyword, include_spell_check }: SearchQuery): Movies | null {
    if (keyword === null) return null;
    const meant = fold(keyword);
    const found = moviesWith(meant);
    if (found.length > 0 || !include_spell_check) return { found, meant, did_you_mean: null };

    correct ??= corrector(programme.spelling);
    const correction = correct(meant);
    if (correction === null) return { found, meant, did_you_mean: null };
    const { did_you_mean } = correction;
    return { found: moviesWith(correction.keyword), meant: fold(did_you_mean), did_you_mean };
  }

  /** By title, or where no order was asked for, by how well they fit. */
  function inOrder({ found, meant }: Movies, sorting_order: SearchQuery['sorting_order']): Uint32Array {
    return sorting_order === null ? bestFirst(programme, found, meant) : found;
  }

  function cinemasFor({ city, position, radius, sorting_order }: SearchQuery): Cinemas | null {
    const in_city = city === null ? null : places.ofCities(tables.citiesNamed(fold(city)));
    const in_radius = position === null || radius === null ? null : places.within(position, radius);
    const are_all = in_city === null && in_radius === null;
    const ordinals = both(in_city, in_radius) ?? places.all();
    if (sorting_order !== 'distance,asc' || position === null) return are_all ? null : { ordinals, are_all };
    return { ordinals: places.nearestFirst(ordinals, position), are_all };
  }

  function find(query: SearchQuery, now: number): FoundShows {
    const { sorting_order, position, page, per_page } = query;
    if (position === null && (query.radius !== null || sorting_order === 'distance,asc')) {
      throw new RangeError('a radius, and an order by distance, need a position');
    }
    const movies = moviesFor(query);
    const order = orderOf(sorting_order, movies !== null);
    const wanted = {
      movies: movies === null ? null : inOrder(movies, sorting_order),
      cinemas: cinemasFor(query),
      windows: windowsOf(now, query.start_date, query.end_date),
    };
    const selected = selectShows(programme, wanted, order.along);
    const offset = (page - 1) * per_page;
    const ordinals =
      offset < selected.total ? pageOf(programme, wanted, selected, order, offset, per_page) : [];
    const items = ordinals.flatMap((ordinal) => {
      const show = showAt(ordinal);
      if (show === null) return [];
      const cinema = programme.shows.cinemas[ordinal] ?? 0;
      return [{ show, distance_km: position === null ? null : places.distanceTo(cinema, position) }];
    });
    const did_you_mean = movies?.did_you_mean ?? null;
    return { items, total: selected.total, page, per_page, did_you_mean };
  }

  function positionOf(postal_code: string, folded_city: string | null): Position | null {
    const positions = positionsOf(programme.postal_codes, postal_code);
    const [cinema] = folded_city === null ? [] : places.ofCities(tables.citiesNamed(folded_city));
    if (cinema === undefined) return positions[0] ?? null;
    const [nearest] = positions.toSorted(
      (one, other) => places.distanceTo(cinema, one) - places.distanceTo(cinema, other),
    );
    return nearest ?? null;
  }

  return { find, positionOf };
}

/** What is in both, ascending; a null leaves it to the other. */
function both(one: Uint32Array | null, other: Uint32Array | null): Uint32Array | null {
  if (one === null || other === null) return one ?? other;
  const others = new Set(other);
  return one.filter((ordinal) => others.has(ordinal));
}

/** A page is read from the tables once: shows that many look for are found again and again. */
function rememberShows({ shows }: Programme, tables: SearchTables): (ordinal: number) => Show | null {
  const readShow = tables.openShows();
  const remembered = new Map<number, Show>();
  return (ordinal) => {
    const known = remembered.get(ordinal);
    if (known !== undefined) return known;
    // Null where an import has just replaced the catalogue by one without it.
    const show = readShow(shows.numbers[ordinal] ?? 0);
    if (show === null) return null;
    if (remembered.size >= SHOWS_REMEMBERED) remembered.clear();
    remembered.set(ordinal, show);
    return show;
  };
}
