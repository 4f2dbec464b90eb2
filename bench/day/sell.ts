import { randomBytes } from 'node:crypto';
import type { Engine, ShowCommand } from '../../actors/index.ts';
import type { IdempotencyKey } from '../../actors/show/commands.ts';
import type { Reply } from '../../actors/show/replies.ts';
import { drawId } from '../../src/ids.ts';
import { SEATS, seatName } from '../hall.ts';
import type { SellPhase, Sold } from './phase.ts';
import { showIds } from './shows.ts';

/** 2.4 on average. */
const SEATS_A_BOOKING = [2, 3, 2, 3, 2];

/** The seats of each booking of a show; together they are all seats of the hall. */
const BOOKINGS: readonly (readonly string[])[] = fillHall();

const CLIENTS = 256;

/**
 * Sells every seat: reserved, paid, captured. Every booking has a session of its own, and bookings come in no order
 * of shows, as they do on the day; so hardly two steps of a show are ever committed together.
 */
export async function sellTheDay(
  engine: Engine,
  sale: SellPhase,
  onProgress: (line: string) => void,
): Promise<Pick<Sold, 'bookings' | 'seats'>> {
  const ids = showIds(sale.shows);
  const turns = shuffledTurns(sale.shows);
  const sold = new Uint16Array(sale.shows);
  const tenth = Math.ceil(turns.length / 10);
  let next = 0;

  const client = async (): Promise<void> => {
    while (next < turns.length) {
      const show = turns[next] ?? 0;
      next += 1;
      if (next % tenth === 0) onProgress(`${next} of ${turns.length} bookings begun`);
      const booking = sold[show] ?? 0;
      sold[show] = booking + 1;
      await sellOne(engine, ids[show] ?? '', BOOKINGS[booking] ?? [], sale.with_keys);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return { bookings: turns.length, seats: sale.shows * SEATS };
}

async function sellOne(
  engine: Engine,
  show_id: string,
  seats: readonly string[],
  with_keys: boolean,
): Promise<void> {
  const session = drawFingerprint();
  const booking_id = drawId();
  const payment_id = drawId();
  const key = (): IdempotencyKey | null =>
    with_keys ? { key: drawFingerprint(), body: drawFingerprint() } : null;
  const ask = async (command: ShowCommand, expected: Reply['type']): Promise<void> => {
    const reply = await engine.ask(show_id, command);
    if (reply.type !== expected)
      throw new Error(`${command.type} was answered with ${JSON.stringify(reply)}`);
  };
  const wanted = { seats };
  await ask({ type: 'reserve', session, wanted, movie_id: null, booking_id, key: key() }, 'booking');
  const payment_token = 'tok_ok';
  await ask({ type: 'start_payment', session, booking_id, payment_token, payment_id, key: key() }, 'payment');
  await ask({ type: 'conclude_payment', payment_id, outcome: { type: 'captured' } }, 'done');
}

/** Random, but of the form that all fingerprints have. */
function drawFingerprint(): string {
  return randomBytes(16).toString('base64url');
}

function fillHall(): string[][] {
  const bookings: string[][] = [];
  for (let first = 0; first < SEATS; ) {
    const size = SEATS_A_BOOKING[bookings.length % SEATS_A_BOOKING.length] ?? 1;
    bookings.push(Array.from({ length: size }, (_, index) => seatName(first + index)));
    first += size;
  }
  return bookings;
}

/** Each show as often as it has bookings, in random order (Fisher and Yates). */
function shuffledTurns(shows: number): Uint32Array {
  const turns = new Uint32Array(shows * BOOKINGS.length).map((_, index) => index % shows);
  for (let last = turns.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    const kept = turns[last] ?? 0;
    turns[last] = turns[other] ?? 0;
    turns[other] = kept;
  }
  return turns;
}
