import type { Database } from 'better-sqlite3';
import { openTable, type Table } from './table.ts';

/** What an import sets of each table's rows; see schema.ts for the columns. */

export interface CityRow {
  readonly name: string;
  readonly folded_name: string;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly time_zone: string;
  readonly postal_codes: string;
  readonly population: number | null;
}

interface CinemaRow {
  readonly city: number;
  readonly name: string;
  readonly address: string | null;
  readonly postal_code: string | null;
  readonly latitude: number;
  readonly longitude: number;
}

export interface HallRow {
  readonly cinema: number;
  readonly name: string;
  readonly layout: number;
}

export interface MovieRow {
  readonly title: string;
  readonly folded_title: string;
  readonly description: string | null;
  readonly duration_minutes: number | null;
  readonly genre: string | null;
  readonly director: string | null;
  readonly language: string | null;
  readonly release_date: string | null;
  readonly country: string | null;
}

export interface ShowRow {
  readonly movie: number;
  readonly hall: number;
  readonly city: number;
  readonly layout: number;
  readonly starts_at: number;
  readonly ends_at: number;
  readonly currency: string;
  readonly amounts: string;
}

/** The five kinds of things in a catalogue, and what a row of each is. */
export interface RowOf {
  readonly city: CityRow;
  readonly cinema: CinemaRow;
  readonly hall: HallRow;
  readonly movie: MovieRow;
  readonly show: ShowRow;
}

export type Tables = { readonly [Kind in keyof RowOf]: Table<RowOf[Kind]> };

export function openTables(database: Database): Tables {
  return {
    city: openTable<CityRow>(database, 'city', [
      'name',
      'folded_name',
      'country',
      'latitude',
      'longitude',
      'time_zone',
      'postal_codes',
      'population',
    ]),
    cinema: openTable<CinemaRow>(database, 'cinema', [
      'city',
      'name',
      'address',
      'postal_code',
      'latitude',
      'longitude',
    ]),
    hall: openTable<HallRow>(database, 'hall', ['cinema', 'name', 'layout']),
    movie: openTable<MovieRow>(database, 'movie', [
      'title',
      'folded_title',
      'description',
      'duration_minutes',
      'genre',
      'director',
      'language',
      'release_date',
      'country',
    ]),
    show: openTable<ShowRow>(database, 'show', [
      'movie',
      'hall',
      'city',
      'layout',
      'starts_at',
      'ends_at',
      'currency',
      'amounts',
    ]),
  };
}
