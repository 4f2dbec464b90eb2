import type { SeatStatus } from '../../actors/show/replies.ts';
import type { Answer, Booking, Waiting } from '../protocol/answers.ts';
import type { ShowRequest } from '../protocol/requests.ts';

/** The port to all shows, wherever they live. The gateway knows nothing else of the engine. */
export interface Routing {
  /**
   * Sends a request to its show and resolves with the answer; what cannot be asked now is a problem as well
   * (`unknown_show`, `unavailable`, `stopping`). Rejects only with what is wrong on our side.
   */
  ask(request: ShowRequest): Promise<Answer>;

  /** A session's bookings over all shows that can be asked, newest first. Resolves and rejects as `ask` does. */
  sessionBookings(session_id: string): Promise<Answer>;

  /**
   * How the engines and the busiest shows of all stand, so many shows at most; for the operator. Resolves and rejects
   * as `ask` does.
   */
  overview(shows_most: number): Promise<Answer>;

  /** Newest counts of available seats by index of seat type; null where the show is as its hall is. */
  available(show_id: string): readonly number[] | null;

  /**
   * Tells the listener of each step of the show that became durable from now on, in order. Returns how to stop that.
   * Who also reads the show subscribes first and reads then, so that nothing falls between the two.
   */
  subscribe(show_id: string, listener: ShowListener): () => void;

  state(): RoutingState;
}

export interface ShowListener {
  news(news: ShowNews): void;
  /** News may have been lost on their way: whoever keeps something of the show reads it again. */
  missed(show_id: string): void;
}

/**
 * One durable step of a show, as the outside sees it. One that ended very many waits comes in parts: those after the first
 * name further waits that it ended, and have its version in both places.
 */
export interface ShowNews {
  readonly show_id: string;
  /** The show's version before the step and after it; another `previous_version` than expected means that news were lost. */
  readonly previous_version: number;
  readonly version: number;
  readonly seats: readonly SeatChange[];
  /** Each booking that the step changed. */
  readonly bookings: readonly Booking[];
  /** Each wait that the step, or this part of it, ended. */
  readonly ended_waitings: readonly Waiting[];
  /** Whether those who still wait may have a new position. */
  readonly queue_moved: boolean;
}

export interface SeatChange {
  readonly seat_id: string;
  readonly status: SeatStatus;
}

export interface RoutingState {
  /** Requests that were asked and are not answered yet. */
  readonly requests_pending: number;
  /** False while nothing can be sold: the log takes nothing, or no engine is there. */
  readonly available: boolean;
}
