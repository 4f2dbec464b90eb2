import type { ShowRequest } from '../protocol/requests.ts';
import type { SeatChange } from '../routing/routing.ts';
import type { Bookings } from './contract.ts';

/** A way to send requests to shows, and to hear of their seats. */
export interface Transport {
  /**
   * Sends a request once, and resolves with the body of the answer, which the caller knows the shape of. Rejects with
   * one of the errors in `errors.ts`, or with the signal's reason.
   */
  ask<Body>(request: ShowRequest, poll: Poll, attempt: Attempt): Promise<Body>;

  /** Asks once for a session's bookings over all shows; rejects as `ask` does. */
  bookings(session_id: string, attempt: Attempt): Promise<Bookings>;

  /**
   * Tells the listener of a show's seats until the signal is aborted. Rejects where that is refused, or has not been
   * possible for as long as `patience_ms`.
   */
  hearSeats(show_id: string, listener: SeatListener, patience_ms: number, signal: AbortSignal): Promise<void>;

  /**
   * For how many seconds at most a loop lets its requests be held open. The shorter, the sooner it goes on where an answer
   * is lost and nobody says so.
   */
  readonly poll_s: number;

  /** Everything under way is rejected with a `ClosedError`. */
  close(): Promise<void>;
}

/** One try of a request. */
export interface Attempt {
  readonly timeout_ms: number;
  readonly signal: AbortSignal | undefined;
}

/** How long a reading request waits for something newer. */
export interface Poll {
  readonly wait_s?: number;
  readonly after?: number;
}

export interface SeatListener {
  changes(changes: SeatChanges): void;
  /** Changes may have been missed. */
  missed(): void;
}

/** The seats that changed, as they were in `version`; who knows of `previous_version` or a later one has missed nothing. */
export interface SeatChanges {
  readonly previous_version: number;
  readonly version: number;
  readonly seats: readonly SeatChange[];
}
