import type { Booking } from './answers.ts';
import { PROBLEM_KINDS, type ProblemCode } from './problem-kinds.ts';

/** RFC 9457: why a request was not carried out, and what to do next. Some codes bring further members. */
export interface Problem extends ProblemMembers {
  /** Where the code is explained, relative to the service. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
}

export interface ProblemMembers {
  /** The seats that the refusal is about. */
  readonly seats?: readonly string[];
  /** `retry`: whether others hold the seats, or people wait ahead. */
  readonly reason?: string;
  /** `retry`: how many people wait in the queue. */
  readonly waiting?: number;
  /** `already_waiting`: the place that the session has. */
  readonly waiting_id?: string;
  readonly count?: number;
  /** `too_many_seats`: how many are reserved or waited for already, and how many are allowed. */
  readonly held?: number;
  readonly limit?: number;
  readonly seat_type?: string;
  /** `not_reserved`, `not_booked`: what the booking is instead. */
  readonly booking_status?: string;
  /** The booking as it stands after a payment that did not end in a sale. */
  readonly booking?: Booking;
  /** Earliest time for another try, in seconds; over HTTP also in `Retry-After`. */
  readonly retry_after_s?: number;
  /** `invalid_request`: each field that is wrong. */
  readonly errors?: readonly FieldError[];
}

export interface FieldError {
  readonly in: 'body' | 'query' | 'path' | 'header' | 'subject';
  /** Its name; parts of it after a slash, e.g. `seats/0`. Empty where the whole is wrong. */
  readonly field: string;
  readonly detail: string;
}

export function problem(code: ProblemCode, members: ProblemMembers = {}): Problem {
  const { status, title, detail } = PROBLEM_KINDS[code];
  return { type: `/problems/${code}`, title, status, detail, code, ...members };
}
