import type {
  ChangeSeats,
  CheckIn,
  EndBooking,
  IdempotencyKey,
  JoinQueue,
  LeaveQueue,
  ReadBooking,
  ReadWaiting,
  Reserve,
  ShowCommand,
  StartPayment,
} from '../../actors/show/commands.ts';
import { fingerprint } from '../../actors/show/fingerprint.ts';

/**
 * What people ask of a show, by their names. Everything that somebody makes is named after them: `reserve('anna', …)`
 * makes the booking `booking('anna')`. Who makes a second one is named `anna/2`: the same session, another booking.
 */

/** The session of `anna`, who may be named `anna/2` as well. */
export function session(who: string): string {
  const known = sessions.get(who);
  if (known !== undefined) return known;
  const made = fingerprint('session', who.split('/')[0] ?? who);
  sessions.set(who, made);
  return made;
}

/** Histories ask for them hundreds of thousands of times. */
const sessions = new Map<string, string>();

export const booking = (who: string): string => id('B', who);
export const payment = (who: string): string => id('P', who);
export const waiting = (who: string): string => id('W', who);

export function reserve(who: string, ...seats: readonly string[]): Reserve {
  return {
    type: 'reserve',
    session: session(who),
    wanted: { seats },
    movie_id: null,
    booking_id: booking(who),
    key: null,
  };
}

export function reserveBest(who: string, count: number, seat_type: string | null = null): Reserve {
  return { ...reserve(who), wanted: { count, seat_type } };
}

export function change(who: string, ...seats: readonly string[]): ChangeSeats {
  return { type: 'change_seats', session: session(who), booking_id: booking(who), seats, key: null };
}

export function end(who: string, only: EndBooking['only'] = null): EndBooking {
  return { type: 'end_booking', session: session(who), booking_id: booking(who), only, key: null };
}

/** A second attempt is `pay('anna', 'anna/2')`. */
export function pay(who: string, attempt = who): StartPayment {
  return {
    type: 'start_payment',
    session: session(who),
    booking_id: booking(who),
    payment_token: 'tok_ok',
    payment_id: payment(attempt),
    key: null,
  };
}

export function join(who: string, count: number): JoinQueue {
  return {
    type: 'join_queue',
    session: session(who),
    count,
    waiting_id: waiting(who),
    booking_id: booking(who),
    key: null,
  };
}

export function leave(who: string): LeaveQueue {
  return { type: 'leave_queue', session: session(who), waiting_id: waiting(who), key: null };
}

export function readBooking(who: string): ReadBooking {
  return { type: 'read_booking', session: session(who), booking_id: booking(who) };
}

export function readWaiting(who: string): ReadWaiting {
  return { type: 'read_waiting', session: session(who), waiting_id: waiting(who) };
}

export function captured(attempt: string): ShowCommand {
  return { type: 'conclude_payment', payment_id: payment(attempt), outcome: { type: 'captured' } };
}

export function declined(attempt: string): ShowCommand {
  const outcome = { type: 'declined', reason: 'card_declined' } as const;
  return { type: 'conclude_payment', payment_id: payment(attempt), outcome };
}

export function unknown(attempt: string): ShowCommand {
  return { type: 'conclude_payment', payment_id: payment(attempt), outcome: { type: 'unknown' } };
}

export function refunded(attempt: string): ShowCommand {
  return { type: 'conclude_refund', payment_id: payment(attempt), outcome: { type: 'refunded' } };
}

export function refundFailed(attempt: string): ShowCommand {
  const outcome = { type: 'failed', reason: 'provider_down' } as const;
  return { type: 'conclude_refund', payment_id: payment(attempt), outcome };
}

export function block(...seats: readonly string[]): ShowCommand {
  return { type: 'block_seats', seats };
}

/** The door repeats an admission with the same `nonce`, in any words. */
export function checkIn(who: string, seat_id: string, nonce = 'the first door'): CheckIn {
  const print = fingerprint('nonce', nonce);
  return { type: 'check_in', booking_id: booking(who), seat_id, nonce: print, admitted_at: null };
}

export const readDoorList: ShowCommand = { type: 'read_door_list' };
export const cancelShow: ShowCommand = { type: 'cancel_show' };
export const settle: ShowCommand = { type: 'settle' };
export const readSeatMap: ShowCommand = { type: 'read_seat_map' };

/** The same command with an idempotency key; `body` is what the request said, in any words. */
export function withKey<Command extends { readonly key: IdempotencyKey | null }>(
  key: string,
  command: Command,
  body = 'the body',
): Command {
  return { ...command, key: { key: fingerprint('key', key), body: fingerprint('body', body) } };
}

const ULID_CHARACTERS = 26;

/** A ULID in which the name can be read; the letters that ULIDs do not have are spelled by those that look like them. */
export function id(kind: string, name: string): string {
  const text = `${kind}${name}`.toUpperCase();
  return text
    .replaceAll(/[IL]/g, '1')
    .replaceAll(/[O/]/g, '0')
    .replaceAll('U', 'V')
    .padStart(ULID_CHARACTERS, '0');
}
