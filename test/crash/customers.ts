import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { textAt, valueAt } from '../support/small-catalogue.ts';
import type { Way, WayAnswer } from '../support/ways.ts';
import type { BookingEntry, Journal } from './journal.ts';

export interface Crowd {
  /** Lets every customer finish the request it is at, and ends. */
  end(): Promise<void>;
}

/** A source of numbers from 0 up to 1, from a seed. */
export type Chance = () => number;

const PAUSE_AFTER_FAILURE_MS = 20;

/** Customers that reserve, pay, give back, wait and leave at random, one request after the other each, by all the ways. */
export function sendCrowd(
  ways: readonly Way[],
  shows: readonly string[],
  size: number,
  journal: Journal,
  chance: Chance,
): Crowd {
  let is_over = false;
  const customer = async (way: Way): Promise<void> => {
    while (!is_over) {
      const show_id = shows[Math.floor(chance() * shows.length)] ?? '';
      await visit(way, show_id, journal, chance).catch(() => sleep(PAUSE_AFTER_FAILURE_MS));
    }
  };
  const customers = Array.from({ length: size }, (_, index) => {
    const way = ways[index % ways.length];
    if (way === undefined) throw new RangeError('no way to send anybody by');
    return customer(way);
  });
  return {
    end: async () => {
      is_over = true;
      await Promise.all(customers);
    },
  };
}

/** One customer's visit to a show. Rejects where the service is gone; what was sent by then stands in the journal. */
async function visit(way: Way, show_id: string, journal: Journal, chance: Chance): Promise<void> {
  const session_id = randomUUID();
  const count = 1 + Math.floor(chance() * 4);
  const reserved = await send(way, journal, 'POST', `/v1/shows/${show_id}/bookings`, session_id, { count });
  if (reserved.status === 201) {
    const entry = noteBooking(journal, session_id, reserved.body);
    return carryOn(way, entry, journal, chance);
  }
  if (reserved.status === 409 && chance() < 0.3) await wait(way, show_id, session_id, count, journal, chance);
}

async function carryOn(way: Way, entry: BookingEntry, journal: Journal, chance: Chance): Promise<void> {
  const at = `/v1/shows/${entry.show_id}/bookings/${entry.booking_id}`;
  const luck = chance();
  if (luck < 0.1) return;
  if (luck < 0.25) {
    entry.pending = 'payment';
    const { session_id } = entry;
    const paid = await send(way, journal, 'POST', `${at}/payment`, session_id, { payment_token: 'tok_ok' });
    if (paid.status === 200 && valueAt(paid.body, 'booking', 'status') === 'booked') {
      entry.status = 'booked';
      entry.pending = null;
    }
    if (entry.pending !== null || chance() < 0.5) return;
  }
  entry.pending = 'end';
  const ended = await send(way, journal, 'DELETE', at, entry.session_id, null);
  if (ended.status !== 200)
    journal.complaints.push(`giving back a booking was answered ${JSON.stringify(ended)}`);
  entry.status = entry.status === 'booked' ? 'cancelled' : 'released';
  entry.pending = null;
}

async function wait(
  way: Way,
  show_id: string,
  session_id: string,
  count: number,
  journal: Journal,
  chance: Chance,
): Promise<void> {
  const sent_at = performance.now();
  const joined = await send(way, journal, 'POST', `/v1/shows/${show_id}/waiting`, session_id, { count });
  if (joined.status !== 201) return;
  const waiting_id = textAt(joined.body, 'waiting', 'waiting_id');
  const entry = {
    session_id,
    show_id,
    waiting_id,
    count,
    sent_at,
    acknowledged_at: performance.now(),
    expires_at: textAt(joined.body, 'waiting', 'expires_at'),
    has_left: false,
  };
  journal.waitings.set(waiting_id, entry);
  if (valueAt(joined.body, 'waiting', 'status') === 'served' || chance() < 0.7) return;
  entry.has_left = true;
  await send(way, journal, 'DELETE', `/v1/shows/${show_id}/waiting/${waiting_id}`, session_id, null);
}

export function noteBooking(journal: Journal, session_id: string, body: unknown): BookingEntry {
  const booking = valueAt(body, 'booking');
  const seats = valueAt(booking, 'seats');
  if (!Array.isArray(seats)) throw new Error(`a booking without seats: ${JSON.stringify(body)}`);
  const entry: BookingEntry = {
    session_id,
    show_id: textAt(booking, 'show_id'),
    booking_id: textAt(booking, 'booking_id'),
    seats: seats.map((seat: unknown) => textAt(seat, 'seat_id')),
    expires_at: textAt(booking, 'expires_at'),
    status: 'reserved',
    pending: null,
  };
  journal.bookings.set(entry.booking_id, entry);
  return entry;
}

async function send(
  way: Way,
  journal: Journal,
  method: string,
  path: string,
  session_id: string,
  body: object | null,
): Promise<WayAnswer> {
  const answer = await way.ask({ method, path, session_id, body, idempotency_key: randomUUID() });
  journal.answers += 1;
  if (answer.status >= 500 && answer.status !== 503)
    journal.complaints.push(`${method} by ${way.name}: ${answer.status} ${JSON.stringify(answer.body)}`);
  // It may have been done all the same: what was asked for stays open in the journal.
  if (answer.status === 503) {
    if (valueAt(answer.body, 'code') === 'unavailable') journal.unavailable += 1;
    throw new Error(`${method} by ${way.name}: ${JSON.stringify(answer.body)}`);
  }
  return answer;
}
