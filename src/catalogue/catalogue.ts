import type { Layout, ShowDefinition } from '../../actors/show/definition.ts';

/** Cities, cinemas, halls, movies and shows: what can be looked at before a seat is asked for. Ids are ULIDs. */
export interface Catalogue {
  /** Cities that have cinemas, by name; `name` matches the beginning of the name, whatever its case and accents. */
  cities(query: CitiesQuery): Page<City>;
  city(city_id: string): City | null;
  /** Movies with a show in the city on the local `date` (YYYY-MM-DD), by title. */
  moviesInCity(city_id: string, date: string): Movie[];
  movie(movie_id: string): Movie | null;
  /** The movie's shows in the city on the local `date`, by cinema's name and start. */
  showsOfMovie(city_id: string, movie_id: string, date: string): CinemaShows[];
  show(show_id: string): Show | null;
  /** What the engine needs to open a show. */
  definitionOf(show_id: string): ShowDefinition | null;
  /** Shows from now on by title keyword and city name, soonest first. Both optional. */
  search(query: SearchQuery): Page<Show>;
  counts(): { cities: number; cinemas: number; halls: number; movies: number; shows: number };
  close(): void;
}

export interface CitiesQuery {
  readonly name: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** From 1. */
  readonly page: number;
  readonly per_page: number;
}

export interface SearchQuery {
  /** Each of its words has to begin a word of the title. */
  readonly keyword: string | null;
  /** The city's name, or its first words. */
  readonly city: string | null;
  /** Shows that start at or after this time, Unix milliseconds. */
  readonly from: number;
  readonly page: number;
  readonly per_page: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  readonly page: number;
  readonly per_page: number;
}

export interface City {
  readonly city_id: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Degrees. */
  readonly latitude: number;
  readonly longitude: number;
  /** IANA name. */
  readonly time_zone: string;
  readonly postal_codes: readonly string[];
  readonly population: number | null;
}

export interface Cinema {
  readonly cinema_id: string;
  readonly city_id: string;
  readonly name: string;
  readonly address: string | null;
  readonly postal_code: string | null;
  readonly latitude: number;
  readonly longitude: number;
  readonly time_zone: string;
}

export interface Hall {
  readonly hall_id: string;
  readonly cinema_id: string;
  readonly name: string;
  /** Names of the seat types, in the order the layout's segments refer to them. */
  readonly seat_types: readonly string[];
  readonly layout: Layout;
}

export interface Movie {
  readonly movie_id: string;
  readonly title: string;
  readonly description: string | null;
  readonly duration_minutes: number | null;
  readonly genre: string | null;
  readonly director: string | null;
  readonly language: string | null;
  /** YYYY-MM-DD. */
  readonly release_date: string | null;
  readonly country: string | null;
}

export interface Show {
  readonly show_id: string;
  readonly movie: Movie;
  readonly cinema: Cinema;
  readonly city_name: string;
  /** ISO 3166-1 alpha-2, the city's. */
  readonly country: string;
  readonly hall_id: string;
  readonly hall_name: string;
  /** Unix milliseconds; written with the offset of `cinema.time_zone`. */
  readonly starts_at: number;
  readonly ends_at: number;
  readonly currency: string;
  /** By index of seat type: its name, its price in minor units, and how many seats the hall has of it. */
  readonly seat_types: readonly { readonly name: string; readonly amount: number; readonly seats: number }[];
}

export interface CinemaShows {
  readonly cinema: Cinema;
  readonly shows: readonly Show[];
}
