import type { Static } from 'typebox';
import type {
  CitiesBody,
  CityMoviesBody,
  MovieShowsBody,
  SearchBody,
  ShowBody,
} from '../gateway/listings/schemas.ts';
import type { BookingsBody } from '../protocol/answers.ts';

/** What the box office answers, by the very schemas that it answers with. */

/** A session's bookings, newest first; not `complete` while those of some shows cannot be asked for. */
export type Bookings = Static<typeof BookingsBody>;

/** What is told on `boxoffice.event.<show_id>` once it is durable. */
export type { EventMessage as ShowEvent } from '../nats/news/messages.ts';
export type { Booking, Seat, SeatMap, Waiting } from '../protocol/answers.ts';
export type { FieldError, Problem } from '../protocol/problem.ts';
export type { ProblemCode } from '../protocol/problem-kinds.ts';

/** One page of cities. */
export type CityPage = Static<typeof CitiesBody>;
/** The movies that are on in a city on a day. */
export type CityMovies = Static<typeof CityMoviesBody>;
/** The shows of a movie in a city on a day, by cinema. */
export type MovieShows = Static<typeof MovieShowsBody>;
/** One show: what, when, where, and what is left. */
export type Show = Static<typeof ShowBody>;
/** One page of shows that were searched for. */
export type FoundShows = Static<typeof SearchBody>;
