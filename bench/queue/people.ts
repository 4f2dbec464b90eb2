import { createHash } from 'node:crypto';
import type { IdempotencyKey, ShowCommand } from '../../actors/show/commands.ts';
import { fingerprint } from '../../actors/show/fingerprint.ts';
import { ULID_BYTES, ulidFromBytes } from '../../persistence/ulid-bytes.ts';
import { seatName } from '../hall.ts';

/** People are numbers, and all that is theirs is made of these anew each time: so the bench itself remembers nobody. */

/** Ids begin with their time, Unix milliseconds: some day, on which twenty ids a millisecond were drawn. */
const DAY_MS = 1_763_900_000_000;
const IDS_A_MILLISECOND = 20;

export function idOf(kind: 'show' | 'place' | 'booking' | 'payment', person: number): string {
  const id = createHash('sha256').update(`${kind} ${person}`).digest().subarray(0, ULID_BYTES);
  id.writeUIntBE(DAY_MS + Math.floor(person / IDS_A_MILLISECOND), 0, 6);
  return ulidFromBytes(id);
}

function sessionOf(person: number): string {
  return fingerprint(`session ${person}`);
}

/** The page sends a key with every request. */
function keyOf(route: string, person: number): IdempotencyKey {
  return { key: fingerprint(route, String(person)), body: fingerprint('body', route, String(person)) };
}

export function join(person: number): ShowCommand {
  return {
    type: 'join_queue',
    session: sessionOf(person),
    count: 1,
    waiting_id: idOf('place', person),
    booking_id: idOf('booking', person),
    key: keyOf('join', person),
  };
}

export function leave(person: number): ShowCommand {
  return {
    type: 'leave_queue',
    session: sessionOf(person),
    waiting_id: idOf('place', person),
    key: null,
  };
}

export function look(person: number): ShowCommand {
  return { type: 'read_waiting', session: sessionOf(person), waiting_id: idOf('place', person) };
}

export function hold(person: number, seat: number): ShowCommand {
  return {
    type: 'reserve',
    session: sessionOf(person),
    wanted: { seats: [seatName(seat)] },
    movie_id: null,
    booking_id: idOf('booking', person),
    key: null,
  };
}

/** Gives the reservation back, be it one that was served. */
export function release(person: number): ShowCommand {
  return {
    type: 'end_booking',
    session: sessionOf(person),
    booking_id: idOf('booking', person),
    only: null,
    key: null,
  };
}

export function pay(person: number): ShowCommand {
  return {
    type: 'start_payment',
    session: sessionOf(person),
    booking_id: idOf('booking', person),
    payment_token: 'tok_ok',
    payment_id: idOf('payment', person),
    key: null,
  };
}

export function captured(person: number): ShowCommand {
  return { type: 'conclude_payment', payment_id: idOf('payment', person), outcome: { type: 'captured' } };
}
