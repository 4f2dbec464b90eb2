import type {
  Booking,
  CityMovies,
  CityPage,
  MovieShows,
  SeatMap,
  Show,
  Tickets,
  Waiting,
} from '../../shared/contract.ts';
import { read, readOwn, readOwnFile, readOwnNews } from './http.ts';
import { type Intent, intent } from './intents.ts';

/** How long the service holds a long poll open. */
const LONG_POLL_S = 25;
const CITIES_SHOWN = 12;
/** As many as the service gives at a time. */
export const CITIES_PER_PAGE = 100;

/** By the beginning of their names. */
export function cities(name: string, signal: AbortSignal): Promise<CityPage> {
  const query = new URLSearchParams({ per_page: String(CITIES_SHOWN), ...(name === '' ? {} : { name }) });
  return read(`/v1/cities?${query}`, signal);
}

/** Every city there is, page by page; pages begin with 1. */
export function cityPage(page: number, signal: AbortSignal): Promise<CityPage> {
  return read(`/v1/cities?per_page=${CITIES_PER_PAGE}&page=${page}`, signal);
}

/** `date` is the local date in the city, YYYY-MM-DD; null is today there. */
export function moviesInCity(city_id: string, date: string | null, signal: AbortSignal): Promise<CityMovies> {
  return read(`/v1/cities/${city_id}/movies${onDate(date)}`, signal);
}

export function showsOfMovie(
  city_id: string,
  movie_id: string,
  date: string | null,
  signal: AbortSignal,
): Promise<MovieShows> {
  return read(`/v1/cities/${city_id}/movies/${movie_id}/shows${onDate(date)}`, signal);
}

export function show(show_id: string, signal: AbortSignal): Promise<Show> {
  return read(`/v1/shows/${show_id}`, signal);
}

export function seatMap(show_id: string, signal: AbortSignal): Promise<SeatMap> {
  return read(`/v1/shows/${show_id}/seats`, signal);
}

export function seatStream(show_id: string): EventSource {
  return new EventSource(`/v1/shows/${show_id}/stream`);
}

export function sessionBookings(
  signal: AbortSignal,
): Promise<{ readonly bookings: readonly Booking[]; readonly complete: boolean }> {
  return readOwn('/v1/bookings', signal);
}

/** Answers when the booking is newer than `after`, or unchanged after a while. */
export async function newerBooking(booking: Booking, signal: AbortSignal): Promise<Booking> {
  const path = `${bookingPath(booking)}?wait_s=${LONG_POLL_S}&after=${booking.version}`;
  const answer = await readOwnNews<{ booking: Booking }>(path, signal);
  return answer.booking;
}

/** Of what is booked. */
export function tickets(booking: Booking, signal: AbortSignal): Promise<Tickets> {
  return readOwn(`${bookingPath(booking)}/tickets`, signal);
}

/** The code or the document at one of the paths that `tickets` tells. */
export function ticketFile(path: string, signal: AbortSignal): Promise<Blob> {
  return readOwnFile(path, signal);
}

export async function waiting(show_id: string, waiting_id: string, signal: AbortSignal): Promise<Waiting> {
  const answer = await readOwn<{ waiting: Waiting }>(`/v1/shows/${show_id}/waiting/${waiting_id}`, signal);
  return answer.waiting;
}

/** As `newerBooking`. */
export async function newerWaiting(place: Waiting, signal: AbortSignal): Promise<Waiting> {
  const path = `${waitingPath(place)}?wait_s=${LONG_POLL_S}&after=${place.version}`;
  const answer = await readOwnNews<{ waiting: Waiting }>(path, signal);
  return answer.waiting;
}

export type Wanted =
  | { readonly seats: readonly string[] }
  | { readonly count: number; readonly type?: string };

/** Answers `{ booking }`, as do all intents below but the queue's. */
export function reserving(show_id: string, wanted: Wanted): Intent {
  return intent('POST', `/v1/shows/${show_id}/bookings`, wanted);
}

export function exchanging(booking: Booking, seats: readonly string[]): Intent {
  return intent('PUT', `${bookingPath(booking)}/seats`, { seats });
}

export function paying(booking: Booking, payment_token: string): Intent {
  return intent('POST', `${bookingPath(booking)}/payment`, { payment_token });
}

/** Releases what is reserved, cancels and refunds what is booked. */
export function ending(booking: Booking): Intent {
  return intent('DELETE', bookingPath(booking), null);
}

/** Answers `{ waiting }`, as does leaving. */
export function joining(show_id: string, count: number): Intent {
  return intent('POST', `/v1/shows/${show_id}/waiting`, { count });
}

export function leaving(place: Waiting): Intent {
  return intent('DELETE', waitingPath(place), null);
}

function onDate(date: string | null): string {
  return date === null ? '' : `?date=${date}`;
}

function bookingPath(booking: Booking): string {
  return `/v1/shows/${booking.show_id}/bookings/${booking.booking_id}`;
}

function waitingPath(place: Waiting): string {
  return `/v1/shows/${place.show_id}/waiting/${place.waiting_id}`;
}
