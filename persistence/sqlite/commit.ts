import type { Database } from 'better-sqlite3';
import type { Snapshot, Step } from '../event-log.ts';
import { requireWholeNumbers } from '../whole-numbers.ts';
import { type Answer, DONE, refusal } from './batch.ts';
import { type StoredBooking, storedBooking } from './booking-row.ts';
import { type BookingOfShow, bookingTable } from './booking-table.ts';
import type { EndedWaitingRuns } from './ended-waiting-runs.ts';
import {
  type EndedWaitingTable,
  type StoredEndedWaiting,
  storedEndedWaiting,
} from './ended-waiting-table.ts';
import { sealRecord } from './record.ts';
import type { ShowHead, ShowHeads } from './show-heads.ts';
import { isLarge, type SnapshotTable } from './snapshot-table.ts';

/** Collects what is to be committed together, then writes it: one record a show, each booking's row once. */
export interface Commit {
  /** Takes a step in, with what its sender has packed of it, or refuses it. */
  append(step: Step, ended_runs?: readonly Uint8Array[]): Answer;
  /** Takes a snapshot in, or passes it over where it may contain what was refused. */
  snapshot(snapshot: Snapshot): void;
  /** Has something written where there is nothing else to write. */
  probe(): void;
  isEmpty(): boolean;
  /** Writes everything in one transaction, which is on disk when this returns. */
  write(): void;
  /** After `write` threw: what was taken in never happened, and what was decided on it is refused. */
  abandon(): void;
}

/** What one show gets by a commit. */
interface Share {
  readonly head: ShowHead;
  readonly epoch: number;
  /** Sequence number of its first event. */
  readonly sequence: number;
  readonly steps: (readonly Uint8Array[])[];
  readonly bookings: Map<string, StoredBooking>;
  readonly ended_waitings: StoredEndedWaiting[];
  readonly ended_runs: Uint8Array[];
  deadline_ms: number | null;
  available: readonly number[];
}

/** Returns what makes the commits of a connection, one after the other. */
export function commitsOf(
  database: Database,
  heads: ShowHeads,
  endedWaitings: EndedWaitingTable,
  endedRuns: EndedWaitingRuns,
  snapshots: SnapshotTable,
): () => Commit {
  const insertRecord = database.prepare<
    [
      position: number,
      show_no: number,
      previous: number | null,
      sequence: number,
      epoch: number,
      events: Uint8Array,
    ]
  >('INSERT INTO log VALUES (?, ?, ?, ?, ?, ?)');
  const selectLast = database.prepare<[], number | null>('SELECT max(position) FROM log').pluck();
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  // Writes a page, although nothing changes by it.
  const writeAgain = database.prepare(
    `PRAGMA user_version = ${database.pragma('user_version', { simple: true })}`,
  );
  const bookings = bookingTable(database);
  let last_position = selectLast.get() ?? 0;

  /** Returns the show's number. */
  const writeShare = (share: Share, position: number): number => {
    const { head, epoch, sequence } = share;
    const place = { position, previous: head.last_position, sequence, epoch };
    const sealed = sealRecord(place, share.steps, head.checksum);
    const show_no = heads.numberOf(head);
    insertRecord.run(position, show_no, place.previous, sequence, epoch, sealed.events);
    head.last_position = position;
    head.checksum = sealed.checksum;
    heads.write(head, share.deadline_ms, share.available);
    endedWaitings.write(show_no, share.ended_waitings);
    endedRuns.write(show_no, share.ended_runs);
    return show_no;
  };

  return () => {
    const shares: Share[] = [];
    const openShares = new Map<ShowHead, Share>();
    const newestSnapshots = new Map<ShowHead, Snapshot>();
    let is_probe = false;

    const shareOf = (head: ShowHead): Share => {
      const open = openShares.get(head);
      if (open !== undefined && open.epoch === head.epoch) return open;
      const share: Share = {
        head,
        epoch: head.epoch,
        sequence: head.sequence + 1,
        steps: [],
        bookings: new Map(),
        ended_waitings: [],
        ended_runs: [],
        deadline_ms: null,
        available: [],
      };
      openShares.set(head, share);
      shares.push(share);
      return share;
    };

    const take = (head: ShowHead, { events, tables }: Step, ended_runs: readonly Uint8Array[]): void => {
      if (events.length === 0) throw new RangeError('a step has at least one event');
      // What may throw comes before the first change.
      requireWholeNumbers(tables.deadline_ms ?? 0);
      const rows = tables.bookings.map((row) => [row.booking_id, storedBooking(row)] as const);
      const waitings = tables.ended_waitings.map(storedEndedWaiting);
      const share = shareOf(head);
      share.steps.push(events);
      for (const [booking_id, booking] of rows) share.bookings.set(booking_id, booking);
      share.ended_waitings.push(...waitings);
      share.ended_runs.push(...ended_runs);
      share.deadline_ms = tables.deadline_ms;
      share.available = tables.available;
      head.sequence += events.length;
      head.used = true;
    };

    return {
      append(step, ended_runs = []): Answer {
        const { show_id, epoch, expected_sequence } = step;
        const head = heads.awake(show_id);
        if (head === undefined || epoch !== head.epoch) {
          return refusal('StaleEpochError', `show ${show_id} has woken again since epoch ${epoch}`);
        }
        if (head.lost) {
          return refusal(
            'StaleEpochError',
            `show ${show_id}: an append of epoch ${epoch} before this one was refused`,
          );
        }
        if (expected_sequence !== head.sequence) {
          head.lost = true;
          const reason = `show ${show_id} is at event ${head.sequence}, not at ${expected_sequence}`;
          return refusal('SequenceConflictError', reason);
        }
        try {
          take(head, step, ended_runs);
          return DONE;
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          head.lost = true;
          return refusal('RangeError', error.message);
        }
      },

      snapshot(snapshot): void {
        const head = heads.awake(snapshot.show_id);
        if (head === undefined || head.lost || snapshot.epoch !== head.epoch) return;
        if (snapshot.sequence <= head.sequence) newestSnapshots.set(head, snapshot);
      },

      probe(): void {
        is_probe = true;
      },

      isEmpty: () => shares.length === 0 && newestSnapshots.size === 0 && !is_probe,

      write(): void {
        begin.run();
        if (is_probe) writeAgain.run();
        let position = last_position;
        const rows: BookingOfShow[] = [];
        for (const share of shares) {
          position += 1;
          const show_no = writeShare(share, position);
          for (const booking of share.bookings.values()) rows.push({ show_no, booking });
        }
        bookings.write(rows);
        for (const [{ show_no }, snapshot] of newestSnapshots) {
          if (show_no !== null && !isLarge(snapshot)) snapshots.replace(show_no, snapshot);
        }
        commit.run();
        last_position = position;
        for (const [{ show_no }, snapshot] of newestSnapshots) {
          if (show_no !== null && isLarge(snapshot)) snapshots.begin(show_no, snapshot);
        }
      },

      abandon(): void {
        if (database.inTransaction) database.exec('ROLLBACK');
        for (const { head } of shares) head.lost = true;
      },
    };
  };
}
