import type { Booking, Bookings, Seat, SeatMap, Waiting } from './contract.ts';

/**
 * A way to the box office, made by `openHttpClient` or `openNatsClient`; what is written against this interface works over
 * both. Its calls repeat by themselves what can safely be repeated, and reject with a `BoxofficeError` where the box
 * office says no, with a `TimeoutError` or a `ConnectionError` where nothing could be found out until the deadline.
 */
export interface Client {
  /**
   * Somebody who buys seats. Without a `session_id` a new secret one is drawn: keep `session.session_id` where only this
   * person can get at it, for whoever knows it is the session. Throws a `RangeError` where it is not 16 to 64 characters
   * of `A-Z a-z 0-9 _ -`.
   */
  session(session_id?: string): Session;

  /** The seat map of a show. */
  seats(show_id: string, options?: CallOptions): Promise<SeatMap>;

  /**
   * The seat map of a show now, and again each time that it has changed, until the loop is left. Changes that come faster
   * than the loop takes them are put together, so a slow loop never lags behind.
   */
  followSeats(show_id: string, options?: CallOptions): AsyncIterable<SeatNews>;

  /** Ends every call and loop with a `ClosedError`, and lets go of the connection. */
  close(): Promise<void>;
}

/** One person at the box office, with seats and places in queues of their own. */
export interface Session {
  /** Who knows this is the session: it is a secret. */
  readonly session_id: string;

  /**
   * Reserves seats, all or none. They are held until the booking's `expires_at`. Refused with `retry` where others hold
   * them or people wait ahead (then `waitForSeats` helps), with `seat_unavailable` or `show_full` where they are sold.
   */
  reserve(show_id: string, wanted: Wanted, options?: ChangeOptions): Promise<Booking>;

  /** How a booking stands; with `wait_s` and `after` as soon as it is newer than that version. */
  booking(booking: BookingRef, options?: ReadOptions): Promise<Booking>;

  /** The session's bookings over all shows, newest first. */
  bookings(options?: CallOptions): Promise<Bookings>;

  /** Exchanges the seats of a reservation for other ones, all or none; its deadline stays. */
  change(booking: BookingRef, seats: readonly string[], options?: ChangeOptions): Promise<Booking>;

  /**
   * Pays for a reservation, and waits for the outcome: resolves once the seats are booked. Refused with `payment_declined`
   * while the seats are still reserved (try another card), with `reservation_expired` where it came too late; what was
   * captured then is refunded by itself. Waits 2 minutes unless told otherwise; after a `TimeoutError` the payment may
   * still succeed: follow the booking, or pay again with the same `idempotency_key`.
   */
  pay(booking: BookingRef, payment_token: string, options?: ChangeOptions): Promise<Booking>;

  /** Gives a reservation back. Refused with `not_reserved` once it is booked, so that nothing paid for is given up. */
  release(booking: BookingRef, options?: ChangeOptions): Promise<Booking>;

  /** Cancels what is booked, with a refund. Refused with `not_booked` while it is only reserved. */
  cancel(booking: BookingRef, options?: ChangeOptions): Promise<Booking>;

  /**
   * Joins the queue of a show. Who can be served at once is: then `status` is `served` and the seats are in `booking`.
   * Joining again for as many seats gives the same place.
   */
  wait(show_id: string, wanted: { readonly count: number }, options?: ChangeOptions): Promise<Waiting>;

  /** How a place in the queue stands; with `wait_s` and `after` as soon as it is newer than that version. */
  waiting(waiting: WaitingRef, options?: ReadOptions): Promise<Waiting>;

  /** Leaves the queue. */
  leave(waiting: WaitingRef, options?: ChangeOptions): Promise<Waiting>;

  /**
   * Joins the queue and tells of the place each time that it has changed, over lost connections and restarts of the box
   * office. What it tells last is the end: `served`, with the reserved seats in `booking`, or why there are none. Leaving
   * the loop before leaves the queue.
   */
  waitForSeats(
    show_id: string,
    wanted: { readonly count: number },
    options?: WaitForSeatsOptions,
  ): AsyncIterable<Waiting>;

  /**
   * Tells how a booking stands, and again each time that it has changed, until nothing can change any more. What is
   * booked can still be cancelled: leave the loop when you know enough.
   */
  followBooking(booking: BookingRef, options?: CallOptions): AsyncIterable<Booking>;
}

/** Seats by name; or how many, and optionally of which type: then the best ones together are chosen. */
export type Wanted = (
  | { readonly seats: readonly string[] }
  | { readonly count: number; readonly type?: string }
) & {
  /** Refused with `wrong_movie` where the show is of another one. */
  readonly movie_id?: string;
};

/** Which booking: one that an answer brought will do. */
export type BookingRef = Pick<Booking, 'show_id' | 'booking_id'>;

/** Which place in which queue: one that an answer brought will do. */
export type WaitingRef = Pick<Waiting, 'show_id' | 'waiting_id'>;

/** A seat map, and what is new in it. */
export interface SeatNews extends SeatMap {
  /** The seats that changed since it was told before; at first all of them. */
  readonly changed: readonly Seat[];
}

export interface CallOptions {
  /** Ends the call: it rejects with the signal's reason. What was sent may still be done. */
  readonly signal?: AbortSignal;
  /** How long one try may take, in milliseconds; 5,000 unless the client was opened with another one. */
  readonly timeout_ms?: number;
  /**
   * How long to go on trying in all, in milliseconds; 30,000 unless the client was opened with another one. In a loop it
   * counts anew whenever the box office has answered, and is 5 minutes.
   */
  readonly deadline_ms?: number;
}

export interface ReadOptions extends CallOptions {
  /** How many seconds to wait for news, 60 at most; 0 unless given. */
  readonly wait_s?: number;
  /** The newest version that is known. */
  readonly after?: number;
}

export interface ChangeOptions extends CallOptions {
  /**
   * Names what is to be done once, however often it is asked for: 1 to 64 visible ASCII characters. Each call draws one.
   * Give your own to be able to ask again after your own process has crashed.
   */
  readonly idempotency_key?: string;
}

export interface WaitForSeatsOptions extends ChangeOptions {
  /** Keeps the place in the queue where the loop is left before the end; `waitForSeats` comes back to it. */
  readonly keep_place?: boolean;
}
