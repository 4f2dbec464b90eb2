import type { JoinQueue, LeaveQueue } from '../../../../actors/show/commands.ts';
import { refusalOf } from '../refusals.ts';
import {
  type Outcome,
  type StoredBooking,
  type StoredWaiting,
  type StoreOptions,
  WAITING_STATUSES,
} from '../store.ts';
import type { Connections } from './connections.ts';
import type { QueueEventRow, WaitingRow } from './rows.ts';
import { createShowQueue, type PendingJoin, type ShowQueue } from './show-queue.ts';
import { LEAVE, SWEEP_QUEUE, TURN, WAITING } from './statements.ts';

const ENDED_AT_ONCE = 500;

type ReadBooking = (show_id: string, session: string, booking_id: string) => Promise<Outcome>;

/** The queues of all shows, each with its turns. */
export function postgresQueues(
  connections: Connections,
  { shows, hall, durations, announce }: StoreOptions,
  readBooking: ReadBooking,
) {
  const numbers = new Map(shows.map((show_id, number) => [show_id, number]));
  const queues = new Map<string, ShowQueue>(
    shows.map((show_id, number) => {
      const queue: ShowQueue = createShowQueue((joins) => takeTurn(show_id, number, queue, joins));
      return [show_id, queue];
    }),
  );

  function of(show_id: string): ShowQueue {
    const queue = queues.get(show_id);
    if (queue === undefined) throw new RangeError(`There is no show ${show_id}`);
    return queue;
  }

  async function takeTurn(
    show_id: string,
    show_no: number,
    queue: ShowQueue,
    joins: readonly PendingJoin[],
  ): Promise<void> {
    const now = Date.now();
    const expires_at = now + durations.reservation_s * 1_000;
    const waits_until = now + durations.waiting_s * 1_000;
    const requests = joins.map(({ request }) => request);
    const events = await connections
      .query<QueueEventRow>(TURN, [
        show_no,
        requests.map(({ waiting_id }) => waiting_id),
        requests.map(({ booking_id }) => booking_id),
        requests.map(({ session }) => session),
        requests.map(({ count }) => count),
        requests.map((_request, index) => queue.size + index + 1),
        requests.map(({ key }) => key?.key ?? null),
        requests.map(({ key }) => key?.body ?? null),
        ...[waits_until, expires_at, expires_at + durations.reservation_buffer_s * 1_000],
      ])
      .catch((error: unknown) => {
        if (joins.length === 0) throw error;
        for (const join of joins) join.fail(error);
        return null;
      });
    if (events === null) return;

    for (const [index, { kind, waiting_id }] of events.slice(0, joins.length).entries()) {
      const request = requests[index];
      if (kind !== 'joined' || request === undefined) continue;
      const { session, count } = request;
      const joined_position = queue.size + 1;
      queue.enter({ waiting_id, session, count, expires_at: waits_until, joined_position });
    }
    const ended = endWaits(show_id, queue, events.slice(joins.length), expires_at);
    for (const [index, join] of joins.entries()) {
      const event = events[index];
      if (event !== undefined)
        joinOutcome(show_id, queue, join.request, event, ended).then(join.answer, join.fail);
    }
  }

  /** Tells of the waits that a turn ended, and gives them by id. */
  function endWaits(
    show_id: string,
    queue: ShowQueue,
    events: readonly QueueEventRow[],
    expires_at: number,
  ): Map<string, StoredWaiting> {
    const bookings: StoredBooking[] = [];
    const ended = new Map<string, StoredWaiting>();
    for (const { waiting_id, seats, booking_id } of events) {
      const booking: StoredBooking | null =
        seats === null || booking_id === null
          ? null
          : { booking_id, status: 'reserved', version: 1, seats, expires_at, payment_id: null };
      if (booking !== null) bookings.push(booking);
      const waiting = queue.end(waiting_id, booking === null ? 'not_enough_seats' : 'served', booking);
      if (waiting !== null) ended.set(waiting_id, waiting);
    }
    if (events.length > 0)
      announce({ show_id, bookings, ended_waitings: [...ended.values()], queue_moved: true });
    return ended;
  }

  async function joinOutcome(
    show_id: string,
    queue: ShowQueue,
    { session }: JoinQueue,
    { kind, waiting_id, held }: QueueEventRow,
    ended: ReadonlyMap<string, StoredWaiting>,
  ): Promise<Outcome> {
    if (kind === 'repeated') return read(show_id, session, waiting_id);
    if (kind !== 'joined')
      return { refused: refusalOf({ refused: kind, waiting_id, held }, queue.size, hall) };
    const waiting = ended.get(waiting_id) ?? queue.placeOf(waiting_id, session);
    // It joined, and left again before it was told so.
    return waiting === null ? read(show_id, session, waiting_id) : { waiting };
  }

  async function read(show_id: string, session: string, waiting_id: string): Promise<Outcome> {
    const known = of(show_id).placeOf(waiting_id, session);
    if (known !== null) return { waiting: known };
    const [row] = await connections.query<WaitingRow>(WAITING, [waiting_id, session, numbers.get(show_id)]);
    if (row === undefined) return { refused: { code: 'unknown_waiting' } };
    const status = WAITING_STATUSES[row.status] ?? 'waiting';
    const served = status === 'served' ? await readBooking(show_id, session, row.booking_id) : null;
    const booking = served !== null && 'booking' in served ? served.booking : null;
    const { joined_position, count, expires_at } = row;
    return { waiting: { waiting_id, status, joined_position, position: null, count, expires_at, booking } };
  }

  /** Ends a wait that is no longer in the table's queue either. */
  function endWait(show_id: string, waiting_id: string, status: 'cancelled' | 'timed_out'): void {
    const queue = of(show_id);
    const waiting = queue.end(waiting_id, status, null);
    if (waiting !== null) announce({ show_id, bookings: [], ended_waitings: [waiting], queue_moved: true });
    queue.stir();
  }

  return {
    of,
    read,
    join: (show_id: string, request: JoinQueue): Promise<Outcome> =>
      new Promise((answer, fail) => {
        of(show_id).join({ request, answer, fail });
      }),
    async leave(show_id: string, { session, waiting_id, key }: LeaveQueue): Promise<Outcome> {
      const values = [numbers.get(show_id), session, waiting_id, key?.key ?? null, key?.body ?? null];
      const [event] = await connections.query<QueueEventRow>(LEAVE, values);
      const kind = event?.kind ?? 'unknown_waiting';
      if (kind === 'left') endWait(show_id, waiting_id, 'cancelled');
      if (kind === 'idempotency_key_reused') return { refused: { code: kind } };
      // Who leaves again, or too late, is told how the wait ended.
      return read(show_id, session, waiting_id);
    },
    /** Ends the waits that have lasted too long. */
    async sweep(): Promise<void> {
      const rows = await connections.query<{ show_no: number; waiting_id: string }>(SWEEP_QUEUE, [
        Date.now(),
        ENDED_AT_ONCE,
      ]);
      for (const { show_no, waiting_id } of rows) endWait(shows[show_no] ?? '', waiting_id, 'timed_out');
    },
  };
}
