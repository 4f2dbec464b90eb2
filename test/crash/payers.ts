import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { textAt, valueAt } from '../support/small-catalogue.ts';
import type { Chance } from './customers.ts';

/** What a payer was told last of a booking that it wanted to pay for. */
export interface Purchase {
  readonly session_id: string;
  readonly show_id: string;
  readonly booking_id: string;
  /** `booked` and `cancelled` were acknowledged; of `paying` it is not known how it ended. */
  status: 'paying' | 'booked' | 'cancelled';
}

export interface Payers {
  readonly purchases: ReadonlyMap<string, Purchase>;
  /** Lets each finish what it is at, and ends. */
  end(): Promise<void>;
}

const PAUSE_AFTER_FAILURE_MS = 50;
const MOST_TRIES = 200;
const SEATS_MOST = 4;

/** Customers that reserve, pay with a card that is good, and sometimes cancel; each repeats with its key what was not answered. */
export function sendPayers(
  address: () => string,
  shows: readonly string[],
  size: number,
  chance: Chance,
): Payers {
  const purchases = new Map<string, Purchase>();
  let is_over = false;

  const payer = async (): Promise<void> => {
    while (!is_over) await buy(shows[Math.floor(chance() * shows.length)] ?? '');
  };

  async function buy(show_id: string): Promise<void> {
    const session_id = randomUUID();
    const count = 1 + Math.floor(chance() * SEATS_MOST);
    const show = `/v1/shows/${show_id}/bookings`;
    const reserved = await ask('POST', show, session_id, { session_id, count });
    if (reserved?.status !== 201) return sleep(PAUSE_AFTER_FAILURE_MS);
    const booking_id = textAt(reserved.body, 'booking', 'booking_id');
    const purchase: Purchase = { session_id, show_id, booking_id, status: 'paying' };
    purchases.set(booking_id, purchase);
    const payment = { session_id, payment_token: 'tok_ok' };
    const paid = await ask('POST', `${show}/${booking_id}/payment`, session_id, payment);
    if (paid?.status !== 200) return;
    purchase.status = 'booked';
    if (chance() > 0.2) return;
    const ended = await ask('DELETE', `${show}/${booking_id}`, session_id, null);
    if (valueAt(ended?.body, 'booking', 'status') === 'cancelled') purchase.status = 'cancelled';
  }

  /** Repeats a request, with its key, until the service answers it; null where it never does. */
  async function ask(method: string, path: string, session_id: string, body: object | null) {
    const key = randomUUID();
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      try {
        const answer = await fetch(`${address()}${path}`, {
          method,
          headers: {
            'x-session-id': session_id,
            'idempotency-key': key,
            ...(body === null ? {} : { 'content-type': 'application/json' }),
          },
          body: body === null ? null : JSON.stringify(body),
        });
        const text = await answer.text();
        if (answer.status !== 503) {
          return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
        }
      } catch {
        // It was killed, and is back soon.
      }
      await sleep(PAUSE_AFTER_FAILURE_MS);
    }
    return null;
  }

  const payers = Array.from({ length: size }, payer);
  return {
    purchases,
    end: async () => {
      is_over = true;
      await Promise.all(payers);
    },
  };
}
