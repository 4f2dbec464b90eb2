import type { Database } from 'better-sqlite3';
import { type Awakening, LogCorruptError } from '../event-log.ts';
import { type Answer, DONE, type Operation, refusal } from './batch.ts';
import { bookingTable } from './booking-table.ts';
import { type Commit, commitsOf } from './commit.ts';
import { assertFlushes } from './connection.ts';
import { isDamage, isFull, whyNotCommitted } from './disk-errors.ts';
import { endedWaitingRuns } from './ended-waiting-runs.ts';
import { endedWaitingTable } from './ended-waiting-table.ts';
import { historyReader } from './history.ts';
import { showHeads } from './show-heads.ts';
import { snapshotTable } from './snapshot-table.ts';

/** The one writer of a log: commits batches of operations and answers them. */
export interface Writer {
  /** Answers each operation, in order. Where it throws, the outcome is unknown and nothing more may be written. */
  handle(operations: readonly Operation[]): Answer[];
  /** Moves what was committed from the write-ahead log into the database file, where enough has gathered. */
  checkpoint(): void;
  /** Does a little of what was put off; false where there is nothing left, or no room for it now. */
  tidyUp(): boolean;
}

/** Pages in the write-ahead log from which on it is worth a checkpoint: 8 MB. */
const CHECKPOINT_PAGES = 2_000;

export function writerOf(database: Database, heads = showHeads(database)): Writer {
  const endedWaitings = endedWaitingTable(database);
  const endedRuns = endedWaitingRuns(database, endedWaitings);
  const snapshots = snapshotTable(database);
  const newCommit = commitsOf(database, heads, endedWaitings, endedRuns, snapshots);
  const bookings = bookingTable(database);
  const readHistory = historyReader(database);
  const walState = database.prepare<[], { log: number }>('PRAGMA wal_checkpoint(NOOP)');
  const walCheckpoint = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  let known_to_flush = false;
  let pages_at_checkpoint = 0;

  const awakeningOf = (show_id: string, epoch: number): Awakening => {
    const head = heads.reload(show_id);
    const { sequence } = head;
    const found = head.show_no === null ? null : snapshots.find(head.show_no, head.show_id);
    const snapshot = found !== null && found.sequence <= sequence ? found : null;
    return { epoch, snapshot, steps: readHistory(head, snapshot?.sequence ?? 0), sequence };
  };

  /** What an operation does before the commit. `epochs` are those that it gives. */
  const takeIn = (operation: Operation, commit: Commit, epochs: Map<Operation, number>): Answer => {
    if (operation.type === 'append') return commit.append(operation.step, operation.ended_runs);
    if (operation.type === 'wake') epochs.set(operation, heads.beginEpoch(operation.show_id));
    if (operation.type === 'snapshot') commit.snapshot(operation.snapshot);
    if (operation.type === 'probe') commit.probe();
    return DONE;
  };

  /** Returns why nothing was written, or null. */
  const write = (commit: Commit): Answer | null => {
    if (commit.isEmpty()) return null;
    try {
      commit.write();
    } catch (error) {
      const reason = whyNotCommitted(error);
      if (reason === null) throw error;
      commit.abandon();
      return refusal('LogUnavailableError', `${database.name}: ${reason}`);
    }
    if (!known_to_flush) assertFlushes(database);
    known_to_flush = true;
    return null;
  };

  /** What an operation is answered after the commit, so that what it reads can no longer be undone. */
  const answer = (operation: Operation, epochs: ReadonlyMap<Operation, number>): Answer => {
    switch (operation.type) {
      case 'append':
      case 'snapshot':
      case 'probe':
        return DONE;
      case 'wake':
        return { type: 'awakening', awakening: awakeningOf(operation.show_id, epochs.get(operation) ?? 0) };
      case 'find_booking':
        return { type: 'booking', booking: bookings.find(operation.booking_id) };
      case 'find_ended_waiting':
        return { type: 'ended_waiting', ended_waiting: endedRuns.find(operation.waiting_id) };
      case 'find_session_bookings':
        return { type: 'bookings', bookings: bookings.ofSession(operation.session, operation.limit) };
      case 'deadlines':
        return { type: 'deadlines', deadlines: heads.deadlines() };
      case 'availability':
        return { type: 'availability', availability: heads.availability() };
    }
  };

  return {
    handle(operations): Answer[] {
      heads.makeRoom();
      const commit = newCommit();
      const epochs = new Map<Operation, number>();
      const taken = operations.map((operation) => orRefusal(() => takeIn(operation, commit, epochs)));
      const failure = write(commit);
      return operations.map((operation, index) => {
        const before = taken[index] ?? DONE;
        if (before !== DONE) return before;
        if (operation.type === 'append' || operation.type === 'probe') return failure ?? DONE;
        return orRefusal(() => answer(operation, epochs));
      });
    },

    tidyUp(): boolean {
      try {
        return endedRuns.moveOne() || snapshots.writePiece();
      } catch (error) {
        // It stays where it is until later.
        if (whyNotCommitted(error) === null) throw error;
        return false;
      }
    },

    checkpoint(): void {
      const pages = walState.get()?.log ?? 0;
      // While a reader holds a checkpoint up, it is tried again only after as many pages again.
      if (pages < pages_at_checkpoint) pages_at_checkpoint = 0;
      if (pages - pages_at_checkpoint < CHECKPOINT_PAGES) return;
      pages_at_checkpoint = pages;
      try {
        walCheckpoint.get();
      } catch (error) {
        // The write-ahead log keeps what does not fit into the database file until there is room.
        if (!isFull(error)) throw error;
      }
    },
  };
}

/** What concerns one operation only must not fail the others. */
function orRefusal(act: () => Answer): Answer {
  try {
    return act();
  } catch (error) {
    if (error instanceof RangeError) return refusal('RangeError', error.message);
    if (error instanceof LogCorruptError || isDamage(error)) return refusal('LogCorruptError', String(error));
    throw error;
  }
}
