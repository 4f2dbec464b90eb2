import type { Moment, ShowCommand } from '../../../actors/show/commands.ts';
import type { Refusal, RefusalReason, Reply } from '../../../actors/show/replies.ts';
import { cancelAll, changeSeats, endBooking, reserve, setBlocked } from './bookings.ts';
import { checkIn, doorList } from './door.ts';
import { areSalesOpen, happen, settle } from './due.ts';
import { liveBooking, type Model, queueOf, statusOf, viewBooking, viewWait } from './model.ts';
import { concludePayment, concludeRefund, startPayment } from './payments.ts';
import { join, leave } from './queue.ts';

/** What a command was answered, once all that follows from it has happened; or why it was refused. */
export type Outcome = RefusalReason | (() => Reply);

const HOURS_24 = 24 * 3_600_000;

/** Rules 3 and 11 around every command. The replies have no versions. */
export function ask(model: Model, command: ShowCommand, { now: asked_at, outage_ended_at }: Moment): Reply {
  const now = Math.max(asked_at, model.newest_at);
  settle(model, now, outage_ended_at);
  const key = 'key' in command ? command.key : null;
  const is_remembered = now <= model.definition.starts_at + HOURS_24;
  const known = is_remembered ? model.answers.find((answer) => answer.key === key?.key) : undefined;
  if (known !== undefined) {
    return known.body === key?.body ? again(model, known.reply) : refused({ code: 'idempotency_key_reused' });
  }
  const outcome = carryOut(model, command, now);
  if (typeof outcome !== 'function') return refused(outcome);
  settle(model, now, outage_ended_at);
  const reply = outcome();
  if (key !== null) {
    model.answers = model.answers.filter((answer) => answer.key !== key.key);
    model.answers.push({ key: key.key, body: key.body, reply });
    happen(model, now);
  }
  return reply;
}

/** A payment is told as it stands, everything else as it was. */
function again(model: Model, reply: Reply): Reply {
  if (reply.type !== 'payment') return reply;
  const booking = model.bookings.find(({ booking_id }) => booking_id === reply.booking.booking_id);
  if (booking === undefined || liveBooking(model, booking.session, booking.booking_id) === undefined) {
    return refused({ code: 'unknown_booking' });
  }
  return { ...reply, booking: viewBooking(model, booking) };
}

function refused(reason: RefusalReason): Refusal {
  return { type: 'refused', ...reason };
}

function carryOut(model: Model, command: ShowCommand, now: number): Outcome {
  const done = (): Reply => ({ type: 'done' });
  switch (command.type) {
    case 'reserve':
      return reserve(model, command, now);
    case 'change_seats':
      return changeSeats(model, command, now);
    case 'end_booking':
      return endBooking(model, command, now);
    case 'start_payment':
      return startPayment(model, command, now);
    case 'conclude_payment':
      concludePayment(model, command, now);
      return done;
    case 'conclude_refund':
      concludeRefund(model, command, now);
      return done;
    case 'join_queue':
      return join(model, command, now);
    case 'leave_queue':
      return leave(model, command, now);
    case 'block_seats':
      return setBlocked(model, command, now) ?? done;
    case 'cancel_show':
      if (model.cancelled) return done;
      if (!areSalesOpen(model, now)) return { code: 'sales_closed' };
      cancelAll(model, now);
      return done;
    case 'check_in': {
      const outcome = checkIn(model, command, now);
      return () => ({ type: 'check_in', outcome });
    }
    case 'read_door_list':
      return () => ({ type: 'door_list', tickets: doorList(model) });
    case 'read_seat_map':
      return () => seatMap(model);
    case 'read_booking': {
      const booking = liveBooking(model, command.session, command.booking_id);
      if (booking === undefined) return { code: 'unknown_booking' };
      return () => ({ type: 'booking', booking: viewBooking(model, booking) });
    }
    case 'read_waiting': {
      const wait = queueOf(model).find(({ waiting_id }) => waiting_id === command.waiting_id);
      if (wait === undefined || wait.session !== command.session) return { code: 'unknown_waiting' };
      return () => ({ type: 'waiting', waiting: viewWait(model, wait) });
    }
    case 'settle':
      return done;
  }
}

function seatMap(model: Model): Reply {
  const { show_id, currency } = model.definition;
  const { seats } = model;
  const statuses = seats.map(({ seat_id }) => statusOf(model, seat_id));
  return { type: 'seat_map', seat_map: { show_id, version: 0, currency, seats, statuses } };
}
