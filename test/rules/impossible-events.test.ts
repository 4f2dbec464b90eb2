import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { DEFAULT_LIMITS } from '../../actors/limits.ts';
import type { ShowCommand } from '../../actors/show/commands.ts';
import type { ShowEvent } from '../../actors/show/events.ts';
import { evolve } from '../../actors/show/evolve.ts';
import { initialState, type ShowState } from '../../actors/show/state.ts';
import { takeStep } from '../../actors/show/step.ts';
import { second, showIn } from './halls.ts';
import {
  block,
  booking,
  captured,
  checkIn,
  join,
  pay,
  payment,
  reserve,
  session,
  settle,
  waiting,
} from './people.ts';

const impossible = suite('impossible events');

const definition = showIn(['rrrr', 'rrrr']);

/**
 * Anna has booked seat 0, Ben holds seat 1, Cara pays for seat 2, Dan's payment for seat 3 is in flight though he is
 * out of time, seat 4 is blocked; Eve waits, and Fay behind her. Gus has booked seats 6 and 7, and came in with the last.
 */
function busyShow(): ShowState {
  const state = initialState(definition);
  const past: readonly (readonly [seconds: number, command: ShowCommand])[] = [
    [0, reserve('anna', 'A-1')],
    [0, pay('anna')],
    [0, captured('anna')],
    [0, reserve('dan', 'A-4')],
    [0, pay('dan')],
    [425, settle],
    [430, reserve('ben', 'A-2')],
    [430, reserve('cara', 'A-3')],
    [430, pay('cara')],
    [430, block('B-1')],
    [430, reserve('gus', 'B-3', 'B-4')],
    [430, pay('gus')],
    [430, captured('gus')],
    [430, checkIn('gus', 'B-4')],
    [430, join('eve', 4)],
    [430, join('fay', 1)],
  ];
  for (const [seconds, command] of past) {
    const { reply } = takeStep(state, command, { now: second(seconds), outage_ended_at: 0 }, DEFAULT_LIMITS);
    if (reply.type === 'refused') throw new Error(`${command.type} was refused: ${reply.code}`);
  }
  return state;
}

const at = second(440);
const times = { expires_at: second(740), lapses_at: second(745) };
const reserved = {
  type: 'seats_reserved',
  at,
  booking_id: booking('gwen'),
  session: session('gwen'),
  ...times,
} as const;
const started = {
  type: 'payment_started',
  at,
  payment_token: 'tok_ok',
  amount: 1_200,
  ends_at: second(865),
} as const;

const admitted = { type: 'ticket_admitted', at, admitted_at: at, nonce: session('the door') } as const;

const EVENTS: Readonly<Record<string, ShowEvent>> = {
  'the show is opened again': { type: 'show_opened', at, definition },
  'a booked seat is reserved': { ...reserved, seats: [0] },
  'a held seat is reserved': { ...reserved, seats: [5, 1] },
  'a blocked seat is reserved': { ...reserved, seats: [4] },
  'a seat that there is not is reserved': { ...reserved, seats: [8] },
  'a booking is made again': { ...reserved, booking_id: booking('ben'), seats: [5] },
  'a booking that is being paid is made again': { ...reserved, booking_id: booking('cara'), seats: [5] },
  'a seat is reserved twice at once': { ...reserved, seats: [5, 5] },
  'a booking takes a seat of another': {
    type: 'seats_exchanged',
    at,
    booking_id: booking('ben'),
    seats: [2],
  },
  'a booking is changed while it is paid': {
    type: 'seats_exchanged',
    at,
    booking_id: booking('cara'),
    seats: [5],
  },
  'a lapsed booking is changed': { type: 'seats_exchanged', at, booking_id: booking('dan'), seats: [5] },
  'a booked booking is changed': { type: 'seats_exchanged', at, booking_id: booking('anna'), seats: [5] },
  'an unknown booking is released': { type: 'reservation_released', at, booking_id: booking('gwen') },
  'a booked booking is released': { type: 'reservation_released', at, booking_id: booking('anna') },
  'a lapsed booking is released': { type: 'reservation_released', at, booking_id: booking('dan') },
  'a booking is released while it is paid': { type: 'reservation_released', at, booking_id: booking('cara') },
  'a lapsed booking lapses': { type: 'reservation_expired', at, booking_id: booking('dan') },
  'a held booking is cancelled': { type: 'booking_cancelled', at, booking_id: booking('ben') },
  'a booking is paid twice at once': { ...started, booking_id: booking('cara'), payment_id: payment('gwen') },
  'a lapsed booking is paid': { ...started, booking_id: booking('dan'), payment_id: payment('gwen') },
  'a payment is started again': { ...started, booking_id: booking('ben'), payment_id: payment('dan') },
  'an unknown payment is captured': { type: 'payment_captured', at, payment_id: payment('gwen') },
  'a captured payment is captured': { type: 'payment_captured', at, payment_id: payment('anna') },
  'a late payment books': { type: 'payment_captured', at, payment_id: payment('dan') },
  'a payment in time is late': { type: 'payment_captured_late', at, payment_id: payment('cara') },
  'a captured payment is declined': { type: 'payment_declined', at, payment_id: payment('anna'), reason: '' },
  'what is not captured is refunded': { type: 'payment_refunded', at, payment_id: payment('cara') },
  'somebody waits twice': {
    type: 'waiting_joined',
    at,
    waiting_id: waiting('gwen'),
    booking_id: booking('gwen'),
    session: session('eve'),
    count: 1,
    expires_at: second(9_000),
  },
  'another than the head is served': {
    type: 'waiting_served',
    at,
    waiting_id: waiting('fay'),
    seats: [5],
    ...times,
  },
  'who does not wait is served': {
    type: 'waiting_served',
    at,
    waiting_id: waiting('gwen'),
    seats: [5],
    ...times,
  },
  'who does not wait leaves': { type: 'waiting_left', at, waiting_id: waiting('gwen') },
  'who does not wait is out of time': { type: 'waiting_timed_out', at, waiting_id: waiting('gwen') },
  'a held seat is blocked': { type: 'seats_blocked', at, seats: [1] },
  'a booked seat is blocked': { type: 'seats_blocked', at, seats: [0] },
  'a ticket is admitted twice': { ...admitted, booking_id: booking('gus'), seat: 7 },
  'a ticket of another booking is admitted': { ...admitted, booking_id: booking('gus'), seat: 0 },
  'a reservation is admitted': { ...admitted, booking_id: booking('ben'), seat: 1 },
  'an unknown booking is admitted': { ...admitted, booking_id: booking('gwen'), seat: 0 },
  'a ticket is admitted at no time': {
    ...admitted,
    booking_id: booking('gus'),
    seat: 6,
    admitted_at: Number.NaN,
  },
  'who came in cancels': { type: 'booking_cancelled', at, booking_id: booking('gus') },
};

for (const [name, event] of Object.entries(EVENTS)) {
  impossible(`refused: ${name}`, () => {
    assert.throws(() => evolve(busyShow(), event));
  });
}

impossible('the same kinds of events are taken where they are possible', () => {
  const possible: readonly ShowEvent[] = [
    { ...reserved, seats: [5] },
    { type: 'seats_exchanged', at, booking_id: booking('ben'), seats: [5] },
    { type: 'reservation_released', at, booking_id: booking('ben') },
    { type: 'reservation_expired', at, booking_id: booking('cara') },
    { type: 'booking_cancelled', at, booking_id: booking('anna') },
    { ...started, booking_id: booking('ben'), payment_id: payment('gwen') },
    { type: 'payment_captured', at, payment_id: payment('cara') },
    { type: 'payment_captured_late', at, payment_id: payment('dan') },
    { type: 'waiting_left', at, waiting_id: waiting('fay') },
    { type: 'seats_blocked', at, seats: [5] },
    { ...admitted, booking_id: booking('gus'), seat: 6 },
  ];
  for (const event of possible) assert.not.throws(() => evolve(busyShow(), event), event.type);
});

impossible.run();
