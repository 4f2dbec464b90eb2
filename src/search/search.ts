import type { Page, Show } from '../catalogue/catalogue.ts';

/** The orders that results can be asked for in. What an order leaves open is decided by start, and then by show. */
export const SORTING_ORDERS = [
  'name,asc',
  'name,desc',
  'date,asc',
  'date,desc',
  'distance,asc',
  'name,date,asc',
  'name,date,desc',
] as const;

export type SortingOrder = (typeof SORTING_ORDERS)[number];

/** Degrees. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** What is looked for; a show has to fit all that is not null. Shows that have begun are never found. */
export interface SearchQuery {
  /** Each of its words has to begin a word of the movie's title, genre or director. */
  readonly keyword: string | null;
  /** Whether a keyword that no movie has is taken for what is spelt or sounds most like it. */
  readonly include_spell_check: boolean;
  /** The city's name, or its first words. */
  readonly city: string | null;
  /** From where distances are measured. */
  readonly position: Position | null;
  /** Kilometres around the position. */
  readonly radius: number | null;
  /** The first and the last day, or minute, on the clocks of each cinema: `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`. */
  readonly start_date: string | null;
  readonly end_date: string | null;
  /** Null: the movies that the keyword fits best first, where there is one; then the soonest. */
  readonly sorting_order: SortingOrder | null;
  /** From 1. */
  readonly page: number;
  readonly per_page: number;
}

export interface FoundShow {
  readonly show: Show;
  /** From the position of the query; null where it has none. */
  readonly distance_km: number | null;
}

export interface FoundShows extends Page<FoundShow> {
  /** What was looked for in place of a keyword that no movie has. */
  readonly did_you_mean: string | null;
}

/** Finds shows. */
export interface Search {
  /** Throws a `RangeError` where the order is by distance, or a radius is given, and no position. */
  find(query: SearchQuery): Promise<FoundShows>;
  /**
   * Where a postal code is; null where it is not known. A code that several countries have is the one nearest to the
   * city, where one is named, else one of the catalogue's own before one of the United States or Canada.
   */
  positionOf(postal_code: string, city: string | null): Promise<Position | null>;
  /** Reads what is on, so that the first who searches does not wait for it. */
  begin(): void;
  close(): Promise<void>;
}
