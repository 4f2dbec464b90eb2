import type { Changes } from '../../../actors/show/changes.ts';
import type { ShowCommand } from '../../../actors/show/commands.ts';
import type { DoorListTicket, Reply } from '../../../actors/show/replies.ts';
import type { ShowState } from '../../../actors/show/state.ts';
import { doorList } from '../reference/door.ts';
import {
  isLive,
  type Model,
  newestPayment,
  queueOf,
  statusOf,
  viewBooking,
  viewWait,
} from '../reference/model.ts';
import { checkChanges } from './changes.ts';
import { same, sameSet } from './same.ts';
import { type Seen, seeBooking, seeWaiting } from './seen.ts';

/**
 * After every step the show tells the same as the model of every seat, booking, payment and place; and the changes that
 * it tells of are those to what was seen before.
 */
export function agree(
  model: Model,
  state: ShowState,
  changes: Changes,
  look: (command: ShowCommand) => Reply,
  seen: Seen,
): void {
  const changed: string[] = [];
  for (const booking of model.bookings.filter(isLive)) {
    const { session, booking_id } = booking;
    const reply = look({ type: 'read_booking', session, booking_id });
    if (reply.type !== 'booking') throw new Error(`the show does not know the booking ${booking_id}`);
    if (seeBooking(seen, reply.booking, viewBooking(model, booking)).is_new) changed.push(booking_id);
  }
  for (const wait of queueOf(model)) {
    const { session, waiting_id } = wait;
    const reply = look({ type: 'read_waiting', session, waiting_id });
    if (reply.type !== 'waiting') throw new Error(`the show does not know the place ${waiting_id}`);
    seeWaiting(seen, reply.waiting, viewWait(model, wait));
  }
  checkSeatMap(model, state, look({ type: 'read_seat_map' }));
  checkDoorList(model, look({ type: 'read_door_list' }));
  checkNothingElse(model, state);
  checkChanges(model, state, changes, changed, seen);
}

function checkSeatMap(model: Model, { sequence }: ShowState, reply: Reply): void {
  if (reply.type !== 'seat_map') throw new Error('the show has no seat map');
  const { version, seats, statuses } = reply.seat_map;
  const expected = model.seats.map(({ seat_id }) => `${seat_id} ${statusOf(model, seat_id)}`);
  const told = seats.map(({ seat_id }, index) => `${seat_id} ${statuses[index]}`);
  same(told.join(), expected.join(), 'the seats');
  same(version, sequence, 'the version of the seat map');
}

function checkDoorList(model: Model, reply: Reply): void {
  if (reply.type !== 'door_list') throw new Error('the show has no door list');
  const tell = ({ seat_id, booking_id, admitted_at }: DoorListTicket): string =>
    `${seat_id} ${booking_id} ${admitted_at}`;
  same(reply.tickets.map(tell).join(), doorList(model).map(tell).join(), 'the door list');
}

/** Nothing is kept that is over, and nothing is missing. */
function checkNothingElse(model: Model, state: ShowState): void {
  const live = model.bookings.filter(isLive);
  same(state.bookings.size + [...state.shelf.bookings()].length, live.length, 'the number of bookings kept');
  same(state.queue.size, queueOf(model).length, 'the length of the queue');
  same(state.last_event_at, model.newest_at, 'the time of the newest event');
  const payments = live.flatMap((booking) => {
    const payment = newestPayment(booking);
    if (payment?.status !== 'in_flight' && payment?.status !== 'refunding') return [];
    const type = payment.status === 'in_flight' ? 'charge' : 'refund';
    return [`${type} ${payment.payment_id} of ${booking.booking_id}: ${payment.amount} ${payment.troubled}`];
  });
  const open = [...state.open_payments.values()].map(
    ({ type, payment_id, booking, amount, troubled }) =>
      `${type} ${payment_id} of ${booking.booking_id}: ${amount} ${troubled}`,
  );
  sameSet(open, payments, 'the open payments');
}
