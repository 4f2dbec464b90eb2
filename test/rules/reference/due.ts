import type { WaitingEnd } from '../../../actors/show/replies.ts';
import { obviousBestSeats } from './best-seats.ts';
import {
  type Booking,
  isBeingPaid,
  type Model,
  newestPayment,
  queueOf,
  seatsThatAre,
  statusOf,
  type Wait,
} from './model.ts';

/** Something happens: the show's time is now at least this. */
export function happen(model: Model, now: number): void {
  model.newest_at = Math.max(model.newest_at, now);
}

/** Rules 3, 4, 7 and 8: all that is due, oldest first, and after each what the queue is owed for it. */
export function settle(model: Model, now: number, outage_ended_at: number): void {
  careForQueue(model, now);
  for (
    let due = oldestDue(model, now, outage_ended_at);
    due !== null;
    due = oldestDue(model, now, outage_ended_at)
  ) {
    due();
    happen(model, now);
    careForQueue(model, now);
  }
}

export function areSalesOpen(model: Model, now: number): boolean {
  return !model.cancelled && now < model.definition.starts_at;
}

/** Rule 8: who cannot be served any more is told so; rule 7: the head is served when enough seats are available. */
function careForQueue(model: Model, now: number): void {
  const may_come_free = seatsThatAre(model, 'available', 'reserved').length;
  endWaits(model, now, 'not_enough_seats', ({ count }) => count > may_come_free);
  const [head] = queueOf(model);
  if (head === undefined || !areSalesOpen(model, now)) return;
  const seats = bestAvailable(model, head.count, null);
  if (seats === null) return;
  head.status = 'served';
  makeReservation(model, now, head, seats);
  careForQueue(model, now);
}

export function endWaits(
  model: Model,
  now: number,
  end: WaitingEnd,
  whose: (wait: Wait) => boolean = () => true,
): void {
  for (const wait of queueOf(model).filter(whose)) {
    wait.status = end;
    happen(model, now);
  }
}

/** The ids of the best seats that are available, of a type or of any; null where there are too few. */
export function bestAvailable(model: Model, count: number, type: string | null): string[] | null {
  const isAvailable = (index: number): boolean => {
    const seat = model.seats[index];
    return seat !== undefined && statusOf(model, seat.seat_id) === 'available';
  };
  const isWanted = (index: number): boolean =>
    isAvailable(index) && (type === null || model.seats[index]?.type === type);
  const chosen = obviousBestSeats(model.definition, isAvailable, isWanted, count);
  return chosen === null
    ? null
    : model.seats.filter((_, index) => chosen.includes(index)).map(({ seat_id }) => seat_id);
}

/** Rule 3. A deadline is never before that of a reservation that waits to be paid already. */
export function makeReservation(
  model: Model,
  now: number,
  { booking_id, session }: { readonly booking_id: string; readonly session: string },
  seats: string[],
): void {
  const { reservation_ms, reservation_buffer_ms } = model.limits;
  const earlier = toBePaid(model).map(({ lapses_at }) => lapses_at);
  const lapses_at = Math.max(now + reservation_ms + reservation_buffer_ms, ...earlier);
  model.turns += 1;
  model.bookings.push({
    booking_id,
    session,
    made_at: now,
    expires_at: lapses_at - reservation_buffer_ms,
    lapses_at,
    status: 'reserved',
    seats,
    payments: [],
    turn: model.turns,
    admitted: {},
  });
  happen(model, now);
}

function toBePaid(model: Model): Booking[] {
  return model.bookings.filter((booking) => booking.status === 'reserved' && !isBeingPaid(booking));
}

interface Deadline {
  readonly due_at: number;
  /** What ends first of all that is due at one moment: reservations, payments, waits, then the sales. */
  readonly kind: 1 | 2 | 3 | 4;
  /** When it was due before any outage, and whose turn it is among equals. */
  readonly told_at: number;
  readonly turn: number;
  readonly end: () => void;
}

/** How to end the oldest of all that is due; null where nothing is. */
function oldestDue(model: Model, now: number, outage_ended_at: number): (() => void) | null {
  /** Rule 3: after an outage, what is older than its end has a grace. */
  const withGrace = (told_at: number, made_at: number): number =>
    made_at < outage_ended_at ? Math.max(told_at, outage_ended_at + model.limits.outage_grace_ms) : told_at;
  const deadlines: Deadline[] = [];
  const add = (
    kind: Deadline['kind'],
    told_at: number,
    made_at: number,
    turn: number,
    end: () => void,
  ): void => {
    deadlines.push({ due_at: withGrace(told_at, made_at), kind, told_at, turn, end });
  };
  for (const booking of model.bookings.filter(({ status }) => status === 'reserved')) {
    const payment = newestPayment(booking);
    const lapse = (): void => {
      booking.status = 'expired';
    };
    if (payment?.status === 'in_flight') add(2, payment.ends_at, payment.started_at, payment.turn, lapse);
    else add(1, booking.lapses_at, booking.made_at, booking.turn, lapse);
  }
  for (const [place, wait] of queueOf(model).entries()) {
    add(3, wait.expires_at, wait.joined_at, place, () => {
      wait.status = 'timed_out';
    });
  }
  if (queueOf(model).length > 0) {
    const { starts_at } = model.definition;
    // An outage does not put off the start.
    deadlines.push({
      due_at: starts_at,
      kind: 4,
      told_at: starts_at,
      turn: 0,
      end: () => endWaits(model, now, 'sales_closed'),
    });
  }
  const [oldest] = deadlines
    .filter(({ due_at }) => due_at <= now)
    .sort(
      (one, other) =>
        one.due_at - other.due_at ||
        one.kind - other.kind ||
        one.told_at - other.told_at ||
        one.turn - other.turn,
    );
  return oldest?.end ?? null;
}
