import fc from 'fast-check';
import type { BookingPayment, BookingRecord } from '../../actors/show/booking.ts';
import type { LayoutRow, ShowDefinition } from '../../actors/show/definition.ts';
import type { ShowEvent } from '../../actors/show/events.ts';
import { fingerprint } from '../../actors/show/fingerprint.ts';
import type { Answer, WaitingRecord } from '../../actors/show/remembered-answer.ts';

/** Plain objects, as the codec makes them. */
function record<Fields>(
  fields: {
    readonly [Field in keyof Fields]: fc.Arbitrary<Fields[Field]>;
  },
): fc.Arbitrary<Fields> {
  return fc.record<Fields>(fields, { noNullPrototype: true });
}

const ulid = fc.ulid();
const print = fc.string().map((secret) => fingerprint(secret));
const time = fc.integer({ min: 0, max: 2 ** 45 });
const amount = fc.oneof(fc.nat(), fc.maxSafeNat());
const count = fc.integer({ min: 1, max: 10 });
const version = fc.integer({ min: 1, max: 2 ** 32 });
const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const seats = fc.uniqueArray(fc.nat({ max: 65_535 }), { minLength: 1, maxLength: 10 });

const segment = record({
  type: fc.nat({ max: 3 }),
  first: fc.nat(),
  count: fc.nat({ max: 60 }),
  gap: fc.nat({ max: 9 }),
});
const row: fc.Arbitrary<LayoutRow> = record({ row: text, segments: fc.array(segment, { maxLength: 4 }) });

const definition: fc.Arbitrary<ShowDefinition> = record({
  show_id: ulid,
  movie_id: ulid,
  hall_id: ulid,
  starts_at: time,
  currency: text,
  types: fc.array(record({ name: text, amount }), { maxLength: 4 }),
  layout: fc.array(row, { maxLength: 6 }),
});

const payment: fc.Arbitrary<BookingPayment> = record({
  payment_id: ulid,
  status: fc.constantFrom('in_flight', 'declined', 'captured', 'refunding', 'refunded'),
  reason: fc.option(text),
});

const booking: fc.Arbitrary<BookingRecord> = record({
  booking_id: ulid,
  session: print,
  status: fc.constantFrom('reserved', 'booked', 'expired', 'released', 'cancelled'),
  version,
  seats,
  expires_at: time,
  payment: fc.option(payment),
});

const waiting: fc.Arbitrary<WaitingRecord> = record({
  waiting_id: ulid,
  session: print,
  status: fc.constantFrom(
    'waiting',
    'served',
    'cancelled',
    'timed_out',
    'not_enough_seats',
    'sales_closed',
    'show_cancelled',
  ),
  version,
  count,
  position: fc.option(fc.integer({ min: 1, max: 100_000 })),
  expires_at: time,
  booking: fc.option(booking),
});

export const ANSWERS: fc.Arbitrary<Answer> = fc.oneof(
  record({ type: fc.constant('booking'), booking }),
  record({ type: fc.constant('payment'), payment_id: ulid, booking }),
  record({ type: fc.constant('waiting'), waiting }),
);

function event<Type extends ShowEvent['type'], Fields>(
  type: Type,
  fields: { readonly [Field in keyof Fields]: fc.Arbitrary<Fields[Field]> },
): fc.Arbitrary<{ readonly type: Type; readonly at: number } & Fields> {
  return fc.tuple(time, record<Fields>(fields)).map(([at, rest]) => ({ type, at, ...rest }));
}

/** Events of each type, with whatever their fields may hold. */
export const EVENTS: {
  readonly [Type in ShowEvent['type']]: fc.Arbitrary<Extract<ShowEvent, { type: Type }>>;
} = {
  show_opened: event('show_opened', { definition }),
  seats_reserved: event('seats_reserved', {
    booking_id: ulid,
    session: print,
    seats,
    expires_at: time,
    lapses_at: time,
  }),
  seats_exchanged: event('seats_exchanged', { booking_id: ulid, seats }),
  reservation_released: event('reservation_released', { booking_id: ulid }),
  reservation_expired: event('reservation_expired', { booking_id: ulid }),
  payment_started: event('payment_started', {
    booking_id: ulid,
    payment_id: ulid,
    payment_token: text,
    amount,
    ends_at: time,
  }),
  payment_unknown: event('payment_unknown', { payment_id: ulid }),
  payment_declined: event('payment_declined', { payment_id: ulid, reason: text }),
  payment_captured: event('payment_captured', { payment_id: ulid }),
  payment_captured_late: event('payment_captured_late', { payment_id: ulid }),
  booking_cancelled: event('booking_cancelled', { booking_id: ulid }),
  refund_failed: event('refund_failed', { payment_id: ulid, reason: text }),
  payment_refunded: event('payment_refunded', { payment_id: ulid }),
  waiting_joined: event('waiting_joined', {
    waiting_id: ulid,
    booking_id: ulid,
    session: print,
    count,
    expires_at: time,
  }),
  waiting_served: event('waiting_served', { waiting_id: ulid, seats, expires_at: time, lapses_at: time }),
  waiting_left: event('waiting_left', { waiting_id: ulid }),
  waiting_timed_out: event('waiting_timed_out', { waiting_id: ulid }),
  waiting_unservable: event('waiting_unservable', { wanting_at_least: count }),
  sales_closed: record({ type: fc.constant('sales_closed'), at: time }),
  seats_blocked: event('seats_blocked', {
    seats: fc.uniqueArray(fc.nat({ max: 65_535 }), { maxLength: 300 }),
  }),
  show_cancelled: record({ type: fc.constant('show_cancelled'), at: time }),
  ticket_admitted: event('ticket_admitted', {
    booking_id: ulid,
    seat: fc.nat({ max: 65_535 }),
    admitted_at: time,
    nonce: print,
  }),
  answer_remembered: event('answer_remembered', { key: print, body: print, answer: ANSWERS }),
};
