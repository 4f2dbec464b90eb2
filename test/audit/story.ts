import { encodeEvent, type ShowEvent } from '../../actors/index.ts';
import type { ShowDefinition } from '../../actors/show/definition.ts';
import type { SeatsReserved, ShowOpened, WaitingJoined, WaitingServed } from '../../actors/show/events.ts';
import { fingerprint } from '../../actors/show/fingerprint.ts';
import type { Answer } from '../../actors/show/remembered-answer.ts';
import type { StoredStep } from '../../persistence/event-log.ts';

/** A small language for histories of a show that are written by hand. Times are seconds after the show was opened. */

/** Everything that a story names gets an id from its name: the same name, the same id. */
export function id(name: string): string {
  const tail = name.toUpperCase().replaceAll(/[^0-9A-HJKMNP-TV-Z]/g, '0');
  if (tail.length > 16) throw new RangeError(`the name ${name} is too long`);
  return `01HZ000000${tail.padStart(16, '0')}`;
}

export function session(name: string): string {
  return fingerprint(name);
}

const OPENED_AT = 1_800_000_000_000;

export function at(seconds: number): number {
  return OPENED_AT + seconds * 1_000;
}

/** When the show starts. */
export const START = 7_200;

export const SHOW = id('show');

/** Ten seats: A-1 to A-5 (0 to 4) for 10.00 each, B-1 to B-5 (5 to 9) for 15.00 each. */
export const DEFINITION: ShowDefinition = {
  show_id: SHOW,
  movie_id: id('movie'),
  hall_id: id('hall'),
  starts_at: at(START),
  currency: 'USD',
  types: [
    { name: 'regular', amount: 1_000 },
    { name: 'premium', amount: 1_500 },
  ],
  layout: [
    { row: 'A', segments: [{ type: 0, first: 1, count: 5, gap: 0 }] },
    { row: 'B', segments: [{ type: 1, first: 1, count: 5, gap: 0 }] },
  ],
};

export function opened(change: Partial<ShowDefinition> = {}): ShowOpened {
  return { type: 'show_opened', at: at(0), definition: { ...DEFINITION, ...change } };
}

/** It lapses 5 seconds after it has lasted as long as its user was told. */
export function reserved(
  seconds: number,
  booking: string,
  who: string,
  seats: readonly number[],
  lasting = 300,
): SeatsReserved {
  return {
    type: 'seats_reserved',
    at: at(seconds),
    booking_id: id(booking),
    session: session(who),
    seats,
    expires_at: at(seconds + lasting),
    lapses_at: at(seconds + lasting + 5),
  };
}

export function exchanged(seconds: number, booking: string, seats: readonly number[]): ShowEvent {
  return { type: 'seats_exchanged', at: at(seconds), booking_id: id(booking), seats };
}

export function released(seconds: number, booking: string): ShowEvent {
  return { type: 'reservation_released', at: at(seconds), booking_id: id(booking) };
}

export function expired(seconds: number, booking: string): ShowEvent {
  return { type: 'reservation_expired', at: at(seconds), booking_id: id(booking) };
}

/** `ends` is when the payment has to have ended. */
export function paying(
  seconds: number,
  booking: string,
  payment: string,
  amount: number,
  ends: number,
): ShowEvent {
  return {
    type: 'payment_started',
    at: at(seconds),
    booking_id: id(booking),
    payment_id: id(payment),
    payment_token: 'tok_ok',
    amount,
    ends_at: at(ends),
  };
}

export function ofPayment(
  type: 'payment_unknown' | 'payment_captured' | 'payment_captured_late' | 'payment_refunded',
  seconds: number,
  payment: string,
): ShowEvent {
  return { type, at: at(seconds), payment_id: id(payment) };
}

export function declined(seconds: number, payment: string): ShowEvent {
  return { type: 'payment_declined', at: at(seconds), payment_id: id(payment), reason: 'card_declined' };
}

export function refundFailed(seconds: number, payment: string): ShowEvent {
  return { type: 'refund_failed', at: at(seconds), payment_id: id(payment), reason: 'provider_down' };
}

export function cancelled(seconds: number, booking: string): ShowEvent {
  return { type: 'booking_cancelled', at: at(seconds), booking_id: id(booking) };
}

/** `let_in` is when the door let it in. */
export function admitted(seconds: number, booking: string, seat: number, let_in = seconds): ShowEvent {
  return {
    type: 'ticket_admitted',
    at: at(seconds),
    booking_id: id(booking),
    seat,
    admitted_at: at(let_in),
    nonce: fingerprint(`${booking} ${seat}`),
  };
}

/** Who joins the queue has a place of the same name, and is served with the booking of that name. */
export function joined(seconds: number, who: string, count: number, session_name = who): WaitingJoined {
  return {
    type: 'waiting_joined',
    at: at(seconds),
    waiting_id: placeOf(who),
    booking_id: id(who),
    session: session(session_name),
    count,
    expires_at: at(seconds + 3_600),
  };
}

export function placeOf(who: string): string {
  return id(`w${who}`);
}

export function served(seconds: number, who: string, seats: readonly number[]): WaitingServed {
  return {
    type: 'waiting_served',
    at: at(seconds),
    waiting_id: placeOf(who),
    seats,
    expires_at: at(seconds + 300),
    lapses_at: at(seconds + 305),
  };
}

export function left(seconds: number, who: string): ShowEvent {
  return { type: 'waiting_left', at: at(seconds), waiting_id: placeOf(who) };
}

export function timedOut(seconds: number, who: string): ShowEvent {
  return { type: 'waiting_timed_out', at: at(seconds), waiting_id: placeOf(who) };
}

export function unservable(seconds: number, wanting_at_least: number): ShowEvent {
  return { type: 'waiting_unservable', at: at(seconds), wanting_at_least };
}

export function salesClosed(seconds: number): ShowEvent {
  return { type: 'sales_closed', at: at(seconds) };
}

export function blocked(seconds: number, seats: readonly number[]): ShowEvent {
  return { type: 'seats_blocked', at: at(seconds), seats };
}

export function showCancelled(seconds: number): ShowEvent {
  return { type: 'show_cancelled', at: at(seconds) };
}

export function remembered(seconds: number, key: string, answer: Answer): ShowEvent {
  return {
    type: 'answer_remembered',
    at: at(seconds),
    key: fingerprint(key),
    body: fingerprint('body'),
    answer,
  };
}

/** The answer that a booking is reserved, as of its making. */
export function reservedAnswer(
  seconds: number,
  booking: string,
  who: string,
  seats: readonly number[],
): Answer & { type: 'booking' } {
  return {
    type: 'booking',
    booking: {
      booking_id: id(booking),
      session: session(who),
      status: 'reserved',
      version: 1,
      seats,
      expires_at: at(seconds + 300),
      payment: null,
    },
  };
}

/** The answer that somebody waits. */
export function waitingAnswer(seconds: number, who: string, count: number, position: number): Answer {
  return {
    type: 'waiting',
    waiting: {
      waiting_id: placeOf(who),
      session: session(who),
      status: 'waiting',
      version: 1,
      count,
      position,
      expires_at: at(seconds + 3_600),
      booking: null,
    },
  };
}

export type Story = readonly (readonly ShowEvent[])[];

/** The steps as a log keeps them. */
export function stored(story: Story): StoredStep[] {
  let sequence = 1;
  return story.map((events) => {
    const step = { sequence, events: events.map(encodeEvent) };
    sequence += events.length;
    return step;
  });
}
