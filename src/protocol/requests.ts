import Type, { type Static } from 'typebox';
import {
  BlockedSeatIds,
  BookingId,
  KnownVersion,
  MovieId,
  Nonce,
  PaymentId,
  PaymentToken,
  SeatCount,
  SeatId,
  SeatIds,
  SeatTypeName,
  SessionId,
  TimelineMoments,
  Timestamp,
  WaitingId,
  WaitSeconds,
} from './fields.ts';

/**
 * What each verb asks of a show, whichever way it comes in. A verb's body says everything but the show and the
 * idempotency key. Over HTTP the path names the booking or the place, and where a request has no body the session comes
 * in a header; the gateway puts the two together.
 */

/** No body needs more. */
export const BODY_BYTES_MOST = 16 * 1_024;

const CLOSED = { additionalProperties: false } as const;

const session = { session_id: SessionId };
const ofBooking = { ...session, booking_id: BookingId };
const ofWaiting = { ...session, waiting_id: WaitingId };
const exchange = { seats: SeatIds };
const payment = { payment_token: PaymentToken };

/** Rule 1: named seats, or a count and optionally a type. */
export const ReserveBody = Type.Object(
  {
    ...session,
    seats: Type.Optional(SeatIds),
    count: Type.Optional(SeatCount),
    type: Type.Optional(SeatTypeName),
    movie_id: Type.Optional(MovieId),
  },
  {
    ...CLOSED,
    description: 'Either `seats`, or `count` and optionally `type`.',
    oneOf: [{ required: ['seats'] }, { required: ['count'] }],
    dependentRequired: { type: ['count'] },
  },
);

export const WaitBody = Type.Object({ ...session, count: SeatCount }, CLOSED);

export const BlockSeatsBody = Type.Object({ seats: BlockedSeatIds }, CLOSED);

/** The HTTP bodies of verbs whose path names the booking. */
export const HttpChangeBody = Type.Object({ ...session, ...exchange }, CLOSED);
export const HttpPayBody = Type.Object({ ...session, ...payment }, CLOSED);

/** A ticket whose signature was checked; `admitted_at` where a door let it in before, without a network. */
const CheckInBody = Type.Object(
  { booking_id: BookingId, seat_id: SeatId, nonce: Nonce, admitted_at: Type.Optional(Timestamp) },
  CLOSED,
);

/** A part of a show's history, or all of it, as so many moments at most. */
const timeline = {
  from: Type.Optional(Timestamp),
  until: Type.Optional(Timestamp),
  moments: Type.Optional(TimelineMoments),
};
export const TimelineBody = Type.Object(timeline, CLOSED);

const NothingBody = Type.Object({}, CLOSED);
const BookingBody = Type.Object(ofBooking, CLOSED);
const WaitingBody = Type.Object(ofWaiting, CLOSED);

/** Where no query says how long to wait for news, the body does. */
const longPoll = { wait_s: Type.Optional(WaitSeconds), after: Type.Optional(KnownVersion) };
export const BookingPollBody = Type.Object({ ...ofBooking, ...longPoll }, CLOSED);
export const WaitingPollBody = Type.Object({ ...ofWaiting, ...longPoll }, CLOSED);

/** Every verb with the schema of its whole body. */
export const REQUEST_BODIES = {
  seats: NothingBody,
  reserve: ReserveBody,
  booking: BookingBody,
  change: Type.Object({ ...ofBooking, ...exchange }, CLOSED),
  /** Gives back a reservation; refuses a booking that is booked. */
  release: BookingBody,
  /** Cancels and refunds what is booked; refuses a reservation. */
  cancel: BookingBody,
  /** Whichever of the two fits: what `DELETE` on a booking does. */
  end: BookingBody,
  pay: Type.Object({ ...ofBooking, ...payment }, CLOSED),
  wait: WaitBody,
  waiting: WaitingBody,
  leave: WaitingBody,
  'cancel-show': NothingBody,
  'block-seats': BlockSeatsBody,
  /** There is news of a payment: its provider is to be asked at once. Nothing else is believed. */
  'payment-news': Type.Object({ payment_id: PaymentId }, CLOSED),
  'check-in': CheckInBody,
  'door-list': NothingBody,
  /** How the show came to be as it is, from its log. */
  timeline: TimelineBody,
} as const;

export type Verb = keyof typeof REQUEST_BODIES;

/** A request of one verb; `ShowRequest` is one of any. */
interface RequestOf<V extends Verb> {
  readonly verb: V;
  readonly show_id: string;
  readonly body: Static<(typeof REQUEST_BODIES)[V]>;
  readonly idempotency_key: string | null;
}

export type ShowRequest = { [V in Verb]: RequestOf<V> }[Verb];
