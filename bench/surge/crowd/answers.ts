import type { Answer } from './connection.ts';

/** A booking, as far as people look at it. */
export interface BookingSeen {
  readonly booking_id: string;
  readonly status: string;
  readonly version: number;
  readonly seats: readonly { readonly seat_id: string }[];
  readonly expires_at: string;
}

/** A place in the queue. */
export interface PlaceSeen {
  readonly waiting_id: string;
  readonly status: string;
  readonly version: number;
  readonly position: number | null;
  readonly booking: BookingSeen | null;
}

interface ProblemSeen {
  readonly code: string;
  readonly reason?: string;
}

export function bookingIn({ body }: Answer): BookingSeen {
  return JSON.parse(body.toString('latin1')).booking;
}

export function placeIn({ body }: Answer): PlaceSeen {
  return JSON.parse(body.toString('latin1')).waiting;
}

export function problemIn({ body }: Answer): ProblemSeen {
  return JSON.parse(body.toString('latin1'));
}

const OVERLOADED = '"code":"overloaded"';
const TOO_MANY_REQUESTS = 429;
const UNAVAILABLE = 503;
const SERVER_TROUBLE = 500;

/** Whether the server had too much to do, and said so. */
export function isRefusal({ status, body }: Answer): boolean {
  return status === TOO_MANY_REQUESTS || (status === UNAVAILABLE && body.includes(OVERLOADED));
}

export function isTrouble({ status }: Answer): boolean {
  return status >= SERVER_TROUBLE;
}
