import Type, { type Static } from 'typebox';
import { Money, nullable, oneOf, Timestamp, ulidField, Version } from './fields.ts';
import type { Overview, Timeline } from './operation.ts';
import type { Problem } from './problem.ts';

/** What a show answers, as the outside sees it. */

const BOOKING_STATUSES = ['reserved', 'booked', 'expired', 'released', 'cancelled'] as const;
const PAYMENT_STATUSES = ['in_flight', 'declined', 'captured', 'refunding', 'refunded'] as const;
const SEAT_STATUSES = ['available', 'reserved', 'booked', 'blocked'] as const;
const WAITING_STATUSES = [
  'waiting',
  'served',
  'cancelled',
  'timed_out',
  'not_enough_seats',
  'sales_closed',
  'show_cancelled',
] as const;

const seat = {
  seat_id: Type.String(),
  row: Type.String(),
  number: Type.Integer(),
  type: Type.String(),
  price: Money,
};

const Payment = Type.Object({
  payment_id: ulidField('The newest attempt to pay.'),
  status: oneOf(PAYMENT_STATUSES),
  reason: nullable(Type.String({ description: 'Why it was declined.' })),
});

const Booking = Type.Object({
  booking_id: ulidField('The booking.'),
  show_id: ulidField('Its show.'),
  status: oneOf(BOOKING_STATUSES),
  version: Version,
  seats: Type.Array(Type.Object(seat)),
  total: Money,
  expires_at: Timestamp,
  payment: nullable(Payment),
});

const Waiting = Type.Object({
  waiting_id: ulidField('The place in the queue.'),
  show_id: ulidField('Its show.'),
  status: oneOf(WAITING_STATUSES),
  version: Version,
  count: Type.Integer({ description: 'How many seats are wanted.' }),
  position: nullable(
    Type.Integer({ description: '1 for the head of the queue; null once the wait has ended.' }),
  ),
  expires_at: Timestamp,
  booking: nullable(Booking),
});

const Seat = Type.Object({ ...seat, status: oneOf(SEAT_STATUSES) });

export const BookingBody = Type.Object({ booking: Booking }, { description: 'The booking as it stands.' });
export const BookingsBody = Type.Object(
  {
    bookings: Type.Array(Booking),
    complete: Type.Boolean({
      description:
        'False while the bookings of some shows cannot be asked for; try again later for the rest.',
    }),
  },
  { description: 'The bookings of the session, newest first.' },
);
export const WaitingBody = Type.Object(
  { waiting: Waiting },
  { description: 'The place as it stands; once served, with the booking.' },
);
export const SeatMapBody = Type.Object(
  { show_id: ulidField('The show.'), version: Version, seats: Type.Array(Seat) },
  { description: 'Every seat of the show.' },
);

/** Whether a show lets a ticket in; `admitted_at` and `admits_from` where the result has them. */
export interface CheckIn {
  readonly result: 'admitted' | 'already_admitted' | 'too_early' | 'cancelled' | 'invalid';
  readonly admitted_at: string | null;
  readonly admits_from: string | null;
}

/** A ticket that is good, and when it was admitted. */
export interface DoorTicket {
  readonly booking_id: string;
  readonly seat_id: string;
  readonly admitted_at: string | null;
}

export type Booking = Static<typeof Booking>;
export type Waiting = Static<typeof Waiting>;
export type Seat = Static<typeof Seat>;
export type SeatMap = Static<typeof SeatMapBody>;

/** The status is HTTP's; other transports carry it beside the body. */
export type Answer =
  | {
      readonly type: 'booking';
      readonly status: 200 | 201 | 202;
      readonly body: { readonly booking: Booking };
    }
  | {
      readonly type: 'bookings';
      readonly status: 200;
      readonly body: { readonly bookings: Booking[]; readonly complete: boolean };
    }
  | { readonly type: 'waiting'; readonly status: 200 | 201; readonly body: { readonly waiting: Waiting } }
  | { readonly type: 'seat_map'; readonly status: 200; readonly body: SeatMap }
  | { readonly type: 'check_in'; readonly status: 200; readonly body: CheckIn }
  | {
      readonly type: 'door_list';
      readonly status: 200;
      readonly body: { readonly tickets: readonly DoorTicket[] };
    }
  | { readonly type: 'overview'; readonly status: 200; readonly body: Overview }
  | { readonly type: 'timeline'; readonly status: 200; readonly body: Timeline }
  | { readonly type: 'done'; readonly status: 204; readonly body: null }
  | { readonly type: 'problem'; readonly status: number; readonly body: Problem };

export function problemAnswer(body: Problem): Extract<Answer, { type: 'problem' }> {
  return { type: 'problem', status: body.status, body };
}
