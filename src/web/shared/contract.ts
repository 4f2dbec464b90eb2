/** What the service answers, as far as this page reads it: the public contract, snake_case as on the wire. */

export interface Money {
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
}

export interface City {
  readonly city_id: string;
  readonly name: string;
  readonly country: string;
  readonly time_zone: string;
  readonly latitude: number;
  readonly longitude: number;
}

export interface CityPage {
  readonly cities: readonly City[];
  readonly total: number;
}

export interface Movie {
  readonly movie_id: string;
  readonly title: string;
  readonly description: string | null;
  readonly duration_minutes: number | null;
  readonly genre: string | null;
  readonly director: string | null;
  readonly language: string | null;
  readonly release_date: string | null;
}

export interface CityMovies {
  readonly city: City;
  readonly date: string;
  readonly movies: readonly Movie[];
}

export interface TypeAvailability {
  readonly type: string;
  readonly price: Money;
  readonly status: 'available' | 'almost_full' | 'full';
}

export interface ListedShow {
  readonly show_id: string;
  /** RFC 3339, in the cinema's own time zone. */
  readonly start_time: string;
  readonly seats: readonly TypeAvailability[];
}

export interface CinemaShows {
  readonly cinema_id: string;
  readonly name: string;
  readonly address: string | null;
  readonly shows: readonly ListedShow[];
}

export interface MovieShows {
  readonly city: City;
  readonly date: string;
  readonly movie: Movie;
  readonly cinemas: readonly CinemaShows[];
}

export interface Show {
  readonly show_id: string;
  readonly start_time: string;
  readonly end_time: string;
  readonly movie: Movie;
  readonly cinema: { readonly name: string; readonly address: string | null };
  readonly city: { readonly city_id: string; readonly name: string };
  readonly hall: { readonly name: string; readonly rows: readonly HallRow[] };
}

export interface HallRow {
  readonly row: string;
  /** From left to right; `gap` is the free space on a segment's left, in seats. */
  readonly segments: readonly { readonly first: number; readonly count: number; readonly gap: number }[];
}

export type SeatStatus = 'available' | 'reserved' | 'booked' | 'blocked';

export interface BookedSeat {
  readonly seat_id: string;
  readonly row: string;
  readonly number: number;
  readonly type: string;
  readonly price: Money;
}

export interface Seat extends BookedSeat {
  readonly status: SeatStatus;
}

export interface SeatMap {
  readonly show_id: string;
  readonly version: number;
  readonly seats: readonly Seat[];
}

/** One event of a show's stream: the seats that changed. */
export interface SeatChanges {
  readonly version: number;
  readonly seats: readonly { readonly seat_id: string; readonly status: SeatStatus }[];
}

export type BookingStatus = 'reserved' | 'booked' | 'expired' | 'released' | 'cancelled';
export type PaymentStatus = 'in_flight' | 'declined' | 'captured' | 'refunding' | 'refunded';

export interface Booking {
  readonly booking_id: string;
  readonly show_id: string;
  readonly status: BookingStatus;
  readonly version: number;
  readonly seats: readonly BookedSeat[];
  readonly total: Money;
  readonly expires_at: string;
  readonly payment: { readonly status: PaymentStatus; readonly reason: string | null } | null;
}

export interface Tickets {
  readonly pdf: string;
  readonly tickets: readonly {
    readonly ticket_id: string;
    readonly row: string;
    readonly number: number;
    readonly svg: string;
  }[];
}

export type WaitingStatus =
  | 'waiting'
  | 'served'
  | 'cancelled'
  | 'timed_out'
  | 'not_enough_seats'
  | 'sales_closed'
  | 'show_cancelled';

export interface Waiting {
  readonly waiting_id: string;
  readonly show_id: string;
  readonly status: WaitingStatus;
  readonly version: number;
  readonly count: number;
  readonly position: number | null;
  readonly expires_at: string;
  readonly booking: Booking | null;
}
