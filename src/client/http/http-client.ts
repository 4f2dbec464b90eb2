import type { SortingOrder } from '../../search/search.ts';
import type { CallDefaults } from '../calls.ts';
import type { CallOptions, Client } from '../client.ts';
import type { CityMovies, CityPage, FoundShows, MovieShows, Show } from '../contract.ts';
import type { HttpAddress } from './http.ts';

/** Where the box office is, and how patient the client is unless a call says otherwise. */
export interface HttpClientOptions extends HttpAddress, CallDefaults {}

/** A client that talks HTTP, and can also ask what is on. */
export interface HttpClient extends Client {
  /** Cities with cinemas, by name. */
  cities(query?: CitiesQuery, options?: CallOptions): Promise<CityPage>;
  /** Movies that are on in a city on a day. */
  movies(city_id: string, query?: DateQuery, options?: CallOptions): Promise<CityMovies>;
  /** The shows of a movie in a city on a day, by cinema. */
  shows(city_id: string, movie_id: string, query?: DateQuery, options?: CallOptions): Promise<MovieShows>;
  /** One show: what, when, where, and what is left. */
  show(show_id: string, options?: CallOptions): Promise<Show>;
  /** Shows from now on, in the order asked for. */
  search(query?: SearchQuery, options?: CallOptions): Promise<FoundShows>;
}

export interface CitiesQuery {
  /** How the name begins. */
  readonly name?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** From 1. */
  readonly page?: number;
  /** 100 at most. */
  readonly per_page?: number;
}

export interface DateQuery {
  /** YYYY-MM-DD in the city; today if not given. */
  readonly date?: string;
}

export interface SearchQuery {
  /** Words of the title, genre or director, or how they begin. */
  readonly keyword?: string;
  /** The city's name. */
  readonly city?: string;
  /** Degrees north and east, e.g. `40.71,-74.01`. */
  readonly lat_long?: string;
  /** In place of a position. */
  readonly postal_code?: string;
  /** Kilometres around the position. */
  readonly radius?: number;
  /** The first and the last day or minute on the clocks of each cinema: `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`. */
  readonly start_date?: string;
  readonly end_date?: string;
  /** Whether a keyword that no movie has is taken for what is most like it. */
  readonly include_spell_check?: 'yes' | 'no';
  readonly sorting_order?: SortingOrder;
  /** From 1. */
  readonly page?: number;
  /** 30 at most. */
  readonly result_per_page?: number;
}
