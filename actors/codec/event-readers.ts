import type { ShowEvent } from '../show/events.ts';
import { readDefinition } from './definition-fields.ts';
import type { FieldReader } from './fields.ts';
import { readAnswer } from './record-fields.ts';

/** Reads the fields of an event that happened `at` this time. */
export type ReadEvent = (fields: FieldReader, at: number) => ShowEvent;

/** How the newest version of each event is read; the reverse of `encodeEvent`. */
export const READS: Readonly<Record<ShowEvent['type'], ReadEvent>> = {
  show_opened: (fields, at) => ({ type: 'show_opened', at, definition: readDefinition(fields) }),
  seats_reserved: (fields, at) => ({
    type: 'seats_reserved',
    at,
    booking_id: fields.ulid(),
    session: fields.fingerprint(),
    seats: fields.numbers(),
    ...readDeadlines(fields, at),
  }),
  seats_exchanged: (fields, at) => ({
    type: 'seats_exchanged',
    at,
    booking_id: fields.ulid(),
    seats: fields.numbers(),
  }),
  reservation_released: (fields, at) => ({ type: 'reservation_released', at, booking_id: fields.ulid() }),
  reservation_expired: (fields, at) => ({ type: 'reservation_expired', at, booking_id: fields.ulid() }),
  payment_started: (fields, at) => ({
    type: 'payment_started',
    at,
    booking_id: fields.ulid(),
    payment_id: fields.ulid(),
    payment_token: fields.text(),
    amount: fields.number(),
    ends_at: at + fields.number(),
  }),
  payment_unknown: (fields, at) => ({ type: 'payment_unknown', at, payment_id: fields.ulid() }),
  payment_declined: (fields, at) => ({
    type: 'payment_declined',
    at,
    payment_id: fields.ulid(),
    reason: fields.text(),
  }),
  payment_captured: (fields, at) => ({ type: 'payment_captured', at, payment_id: fields.ulid() }),
  payment_captured_late: (fields, at) => ({ type: 'payment_captured_late', at, payment_id: fields.ulid() }),
  booking_cancelled: (fields, at) => ({ type: 'booking_cancelled', at, booking_id: fields.ulid() }),
  refund_failed: (fields, at) => ({
    type: 'refund_failed',
    at,
    payment_id: fields.ulid(),
    reason: fields.text(),
  }),
  payment_refunded: (fields, at) => ({ type: 'payment_refunded', at, payment_id: fields.ulid() }),
  waiting_joined: (fields, at) => ({
    type: 'waiting_joined',
    at,
    waiting_id: fields.ulid(),
    booking_id: fields.ulid(),
    session: fields.fingerprint(),
    count: fields.number(),
    expires_at: at + fields.number(),
  }),
  waiting_served: (fields, at) => ({
    type: 'waiting_served',
    at,
    waiting_id: fields.ulid(),
    seats: fields.numbers(),
    ...readDeadlines(fields, at),
  }),
  waiting_left: (fields, at) => ({ type: 'waiting_left', at, waiting_id: fields.ulid() }),
  waiting_timed_out: (fields, at) => ({ type: 'waiting_timed_out', at, waiting_id: fields.ulid() }),
  waiting_unservable: (fields, at) => ({ type: 'waiting_unservable', at, wanting_at_least: fields.number() }),
  sales_closed: (_, at) => ({ type: 'sales_closed', at }),
  seats_blocked: (fields, at) => ({ type: 'seats_blocked', at, seats: fields.numbers() }),
  show_cancelled: (_, at) => ({ type: 'show_cancelled', at }),
  ticket_admitted: (fields, at) => ({
    type: 'ticket_admitted',
    at,
    booking_id: fields.ulid(),
    seat: fields.number(),
    admitted_at: at - fields.number(),
    nonce: fields.fingerprint(),
  }),
  answer_remembered: (fields, at) => ({
    type: 'answer_remembered',
    at,
    key: fields.fingerprint(),
    body: fields.fingerprint(),
    answer: readAnswer(fields.nested()),
  }),
};

function readDeadlines(fields: FieldReader, at: number): { expires_at: number; lapses_at: number } {
  return { expires_at: at + fields.number(), lapses_at: at + fields.number() };
}
