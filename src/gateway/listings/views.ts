import type { Static } from 'typebox';
import type { ShowDefinition } from '../../../actors/show/definition.ts';
import type { Cinema, City, Movie, Show } from '../../catalogue/catalogue.ts';
import { rfc3339 } from '../../catalogue/time.ts';
import type { FoundShow } from '../../search/search.ts';
import type { CitiesBody, MovieShowsBody, SEAT_TYPE_STATUSES, SearchBody, ShowBody } from './schemas.ts';

/** The catalogue's records as the listings show them. `available`: counts by index of seat type, null where all are. */

type CityView = Static<typeof CitiesBody>['cities'][number];
type MovieView = Static<typeof MovieShowsBody>['movie'];
type CinemaView = Static<typeof ShowBody>['cinema'];
type ListedShowView = Static<typeof MovieShowsBody>['cinemas'][number]['shows'][number];
type SeatTypeView = ListedShowView['seats'][number];
type Available = readonly number[] | null;

/** A type of which less than this share is available is almost full. */
const ALMOST_FULL_BELOW = 0.2;

export function cityView({ city_id, name, country, latitude, longitude, time_zone }: City): CityView {
  return { city_id, name, country, latitude, longitude, time_zone };
}

export function movieView(movie: Movie): MovieView {
  return { ...movie };
}

export function cinemaView({
  cinema_id,
  name,
  address,
  postal_code,
  latitude,
  longitude,
}: Cinema): CinemaView {
  return { cinema_id, name, address, postal_code, latitude, longitude };
}

export function listedShowView(show: Show, available: Available): ListedShowView {
  return {
    ...timesOf(show),
    hall: { hall_id: show.hall_id, name: show.hall_name },
    seats: seatTypeViews(show, available),
  };
}

export function showView(
  show: Show,
  { layout, types }: ShowDefinition,
  available: Available,
): Static<typeof ShowBody> {
  return {
    ...timesOf(show),
    movie: movieView(show.movie),
    cinema: cinemaView(show.cinema),
    city: { city_id: show.cinema.city_id, name: show.city_name, country: show.country },
    hall: {
      hall_id: show.hall_id,
      name: show.hall_name,
      rows: layout.map(({ row, segments }) => ({
        row,
        segments: segments.map(({ type, first, count, gap }) => ({
          type: types[type]?.name ?? '',
          first,
          count,
          gap,
        })),
      })),
    },
    seats: seatTypeViews(show, available),
  };
}

export function foundShowView(
  { show, distance_km }: FoundShow,
  available: Available,
): Static<typeof SearchBody>['results'][number] {
  const { movie } = show;
  return {
    ...timesOf(show),
    movie_id: movie.movie_id,
    title: movie.title,
    description: movie.description,
    duration: movie.duration_minutes,
    genre: movie.genre,
    language: movie.language,
    release_date: movie.release_date,
    country: show.country,
    cinema: { ...cinemaView(show.cinema), city: show.city_name },
    ...(distance_km === null ? {} : { distance_km: Math.round(distance_km * 100) / 100 }),
    seats: seatTypeViews(show, available),
  };
}

function timesOf({ show_id, starts_at, ends_at, cinema }: Show) {
  return {
    show_id,
    start_time: rfc3339(starts_at, cinema.time_zone),
    end_time: rfc3339(ends_at, cinema.time_zone),
  };
}

function seatTypeViews({ seat_types, currency }: Show, available: Available): SeatTypeView[] {
  return seat_types.map(({ name, amount, seats }, index) => ({
    type: name,
    price: { amount, currency },
    status: seatTypeStatus(available?.[index] ?? seats, seats),
  }));
}

/** The status of each type of seat in one text: the same while a listing says the same of the show. */
export function seatStatuses({ seat_types }: Show, available: Available): string {
  let statuses = '';
  for (const [index, { seats }] of seat_types.entries()) {
    statuses += seatTypeStatus(available?.[index] ?? seats, seats);
  }
  return statuses;
}

function seatTypeStatus(available: number, seats: number): (typeof SEAT_TYPE_STATUSES)[number] {
  if (available === 0) return 'full';
  return available < seats * ALMOST_FULL_BELOW ? 'almost_full' : 'available';
}
