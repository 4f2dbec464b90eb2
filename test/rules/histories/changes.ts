import { recordBooking } from '../../../actors/show/booking.ts';
import type { Changes } from '../../../actors/show/changes.ts';
import type { ShowState } from '../../../actors/show/state.ts';
import { bookingView, recordEndedWaiting, waitingView } from '../../../actors/show/views.ts';
import { isLive, type Model, newestPayment, statusOf, viewBooking, viewWait } from '../reference/model.ts';
import { same, sameSet } from './same.ts';
import { type Seen, seeBooking, seeWaiting } from './seen.ts';

/** What a step tells that it changed is all that is not as it was seen before: rows and news are made of it. */
export function checkChanges(
  model: Model,
  state: ShowState,
  changes: Changes,
  changed: readonly string[],
  seen: Seen,
): void {
  const statuses = model.seats.map(({ seat_id }) => statusOf(model, seat_id));
  const changed_seats = [...statuses.keys()].filter((seat) => statuses[seat] !== seen.statuses[seat]);
  same(
    changed_seats.filter((seat) => !changes.seats.includes(seat)),
    [],
    'the changed seats that are not told',
  );

  const is_over_now = (id: string): boolean => !seen.over.includes(id);
  const bookings_over = model.bookings.filter((each) => !isLive(each) && is_over_now(each.booking_id));
  const ended_ids = bookings_over.map(({ booking_id }) => booking_id);
  const told_ids = [...changes.bookings].map(({ booking_id }) => booking_id);
  sameSet(told_ids, [...changed, ...ended_ids], 'the bookings told as changed');
  for (const booking of changes.bookings) {
    const expected = model.bookings.find(({ booking_id }) => booking_id === booking.booking_id);
    if (expected === undefined) throw new Error(`there is no booking ${booking.booking_id}`);
    seeBooking(seen, bookingView(state, recordBooking(booking)), viewBooking(model, expected));
  }

  const waits_over = model.waits.filter((each) => each.status !== 'waiting' && is_over_now(each.waiting_id));
  sameSet(
    changes.ended_waitings.map(({ user, status }) => `${user.waiting_id} ${status}`),
    waits_over.map(({ waiting_id, status }) => `${waiting_id} ${status}`),
    'the waits told as ended',
  );
  for (const ended of changes.ended_waitings) {
    const expected = waits_over.find(({ waiting_id }) => waiting_id === ended.user.waiting_id);
    if (expected === undefined) throw new Error(`the wait ${ended.user.waiting_id} has not ended`);
    seeWaiting(seen, waitingView(state, recordEndedWaiting(ended)), viewWait(model, expected));
  }
  if (waits_over.length > 0) same(changes.queue_moved, true, 'that the queue moved');

  const open = model.bookings.flatMap((booking) => {
    const payment = newestPayment(booking);
    const is_open = payment?.status === 'in_flight' || payment?.status === 'refunding';
    return is_open ? [`${payment.status} ${payment.payment_id}`] : [];
  });
  const due = open.filter((payment) => !seen.open.includes(payment));
  sameSet(
    [...changes.payments_due],
    due.map((payment) => payment.split(' ')[1] ?? ''),
    'the payments told as due',
  );

  seen.statuses = statuses;
  seen.over = [...seen.over, ...ended_ids, ...waits_over.map(({ waiting_id }) => waiting_id)];
  seen.open = open;
}
