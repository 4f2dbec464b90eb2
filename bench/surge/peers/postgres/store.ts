import type { IdempotencyKey } from '../../../../actors/show/commands.ts';
import type { SeatMap } from '../../../../actors/show/seat-map.ts';
import { refusalOf } from '../refusals.ts';
import { repeatEvery } from '../repeat.ts';
import {
  type Change,
  DECLINED_TOKEN,
  type Outcome,
  type ReserveRequest,
  type Store,
  type StoreOptions,
  SWEEP_EVERY_MS,
} from '../store.ts';
import { openConnections, type Statement } from './connections.ts';
import { type KnownSeats, knownSeats } from './known-seats.ts';
import { postgresQueues } from './queues.ts';
import { type BookingRow, bookingOf, bookingStatus, type OutcomeRow } from './rows.ts';
import { BOOKING, END, PAY, RESERVE, SEATS, SWEEP } from './statements.ts';

export interface PostgresStoreOptions extends StoreOptions {
  /** To choose seats by, as ours does. */
  readonly seat_map: SeatMap;
  readonly socket_folder: string;
  readonly connections: number;
  /** Whether whoever changes a show locks its row first. */
  readonly locks_show: boolean;
}

const ENDED_AT_ONCE = 500;

/** So often seats are asked for, where others are faster each time. */
const ATTEMPTS = 5;

/** Statuses of bookings that `DELETE` ends. */
const ENDING = { reserved: [1], booked: [2] } as const;

/**
 * PostgreSQL as its friends would use it. What it is good at: every row can be queried by everybody, in transactions
 * with whatever else is in the database, from as many server processes as one likes; and it is known and operated
 * everywhere. What it does not promise, and ours does: nothing is written of what happened before, so that neither an
 * audit nor a replay can tell how a show came to be as it is; a reservation lapses when the next sweep comes; what is
 * repeated under a key is answered as things stand, not as it was answered; the order of the queue holds, and positions
 * are known, as long as one process turns it; and which seats are best is chosen by what this process has heard of.
 * Payments are rows that are written at once, not asked of anybody.
 * The server begins with an empty database: it has no way to take up a queue after a restart.
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  const { shows, hall, durations, locks_show, seat_map } = options;
  const connections = await openConnections(options.socket_folder, options.connections);
  const numbers = new Map(shows.map((show_id, number) => [show_id, number]));
  const seats_of = new Map<string, KnownSeats>();
  const queues = postgresQueues(connections, { ...options, announce }, readBooking);

  const reservation_ms = durations.reservation_s * 1_000;
  const lasts_ms = reservation_ms + durations.reservation_buffer_s * 1_000;

  function announce(change: Change): void {
    const known = seatsOf(change.show_id);
    for (const booking of change.bookings) known.learn(booking);
    options.announce(change);
  }

  function seatsOf(show_id: string): KnownSeats {
    const known = seats_of.get(show_id) ?? knownSeats(seat_map);
    seats_of.set(show_id, known);
    return known;
  }

  function numberOf(show_id: string): number {
    const number = numbers.get(show_id);
    if (number === undefined) throw new RangeError(`There is no show ${show_id}`);
    return number;
  }

  async function call(statement: Statement, values: readonly unknown[]): Promise<OutcomeRow> {
    const [row] = await connections.query<OutcomeRow>(statement, values);
    if (row === undefined) throw new Error(`${statement.name} gave no row`);
    return row;
  }

  async function readBooking(show_id: string, session: string, booking_id: string): Promise<Outcome> {
    const [row] = await connections.query<BookingRow>(BOOKING, [booking_id, session, numberOf(show_id)]);
    return row === undefined ? { refused: { code: 'unknown_booking' } } : { booking: bookingOf(row) };
  }

  /** What a request did to a booking, or why not; others are told of it, and the queue is served where it may be. */
  async function outcomeOf(show_id: string, session: string, row: OutcomeRow): Promise<Outcome> {
    const { refused, about, held, status } = row;
    if (refused === 'repeated') return readBooking(show_id, session, row.booking_id);
    const queue = queues.of(show_id);
    if (refused !== null) {
      const refusal = { refused, about, held, ...(status === null ? {} : { status: bookingStatus(status) }) };
      return { refused: refusalOf(refusal, queue.size, hall) };
    }
    const booking = bookingOf(row);
    announce({ show_id, bookings: [booking], ended_waitings: [], queue_moved: false });
    if (booking.status !== 'reserved') queue.stir();
    return { booking };
  }

  /** Seats asked for by a count are chosen here: each attempt elsewhere than those before it. */
  async function reserve(
    show_id: string,
    { session, wanted, booking_id, key }: ReserveRequest,
    known: KnownSeats,
    claimed: number[],
  ): Promise<OutcomeRow> {
    const now = Date.now();
    const named = 'seats' in wanted ? wanted.seats : null;
    const { count, type } = 'seats' in wanted ? { count: wanted.seats.length, type: null } : wanted;
    for (let attempt = 1; ; attempt += 1) {
      const chosen = named ?? known.choose(count, type);
      known.claim(chosen ?? []);
      claimed.push(...(chosen ?? []));
      const row = await call(RESERVE, [
        ...[numberOf(show_id), chosen, named !== null, count, type, session, booking_id],
        ...[now + reservation_ms, now + lasts_ms, ...keyParts(key), locks_show],
      ]);
      if (row.refused !== 'lost') return row;
      if (attempt === ATTEMPTS) return { ...row, refused: 'held', about: null };
    }
  }

  async function sweepBookings(): Promise<void> {
    const rows = await connections.query<BookingRow & { show_no: number }>(SWEEP, [
      Date.now(),
      ENDED_AT_ONCE,
      locks_show,
    ]);
    for (const row of rows) {
      const show_id = shows[row.show_no] ?? '';
      announce({ show_id, bookings: [bookingOf(row)], ended_waitings: [], queue_moved: false });
      queues.of(show_id).stir();
    }
    if (rows.length === ENDED_AT_ONCE) await sweepBookings();
  }

  const sweeping = repeatEvery(SWEEP_EVERY_MS, async () => {
    await sweepBookings();
    await queues.sweep();
  });

  return {
    async reserve(show_id, request) {
      const known = seatsOf(show_id);
      const claimed: number[] = [];
      try {
        const row = await reserve(show_id, request, known, claimed);
        return await outcomeOf(show_id, request.session, row);
      } finally {
        known.letGo(claimed);
      }
    },
    async pay(show_id, { session, booking_id, payment_id, payment_token, key }) {
      if (payment_token === DECLINED_TOKEN) return readBooking(show_id, session, booking_id);
      const row = await call(PAY, [
        ...[numberOf(show_id), session, booking_id, payment_id, payment_token, Date.now()],
        ...[...keyParts(key), locks_show],
      ]);
      return outcomeOf(show_id, session, row);
    },
    async end(show_id, { session, booking_id, only, key }) {
      const statuses = only === null ? [1, 2] : ENDING[only];
      const row = await call(END, [
        ...[numberOf(show_id), session, booking_id, statuses, ...keyParts(key), locks_show],
      ]);
      return outcomeOf(show_id, session, row);
    },
    join: queues.join,
    leave: queues.leave,
    booking: readBooking,
    waiting: queues.read,
    async seats(show_id) {
      const [row] = await connections.query<{ statuses: string }>(SEATS, [numberOf(show_id)]);
      return Array.from(row?.statuses ?? '', Number);
    },
    pending: () => connections.pending(),
    async close() {
      await sweeping.stop();
      await connections.close();
    },
  };
}

function keyParts(key: IdempotencyKey | null): [key: string | null, body: string | null] {
  return key === null ? [null, null] : [key.key, key.body];
}
