import type { Database } from 'better-sqlite3';
import { LogCorruptError, type StoredStep } from '../event-log.ts';
import { chainStart, lastChecksum, openRecord, type RecordPlace } from './record.ts';

/** A row of `log`. */
export interface LogRow extends RecordPlace {
  readonly show_no: number;
  readonly events: Buffer;
}

/** Where a history ends, as the show's head says it. */
export interface HistoryEnd {
  readonly show_id: string;
  readonly show_no: number | null;
  readonly sequence: number;
  readonly last_position: number | null;
  readonly checksum: number;
}

/**
 * Reads the events of a show after the one with the sequence number `after` (0 for all), oldest first. Throws a
 * `LogCorruptError` where the checksums of the log do not bear them out.
 */
export type ReadHistory = (end: HistoryEnd, after: number) => StoredStep[];

export const SELECT_RECORD = 'SELECT position, show_no, previous, sequence, epoch, events FROM log';

/** A row on the way back through a history. */
interface WalkedRow extends LogRow {
  /** Sequence number of the event that follows its last one. */
  readonly followed_by: number;
}

type SelectedRow = [
  position: number,
  show_no: number,
  previous: number | null,
  sequence: number,
  epoch: number,
  events: Buffer,
  followed_by: number,
];

/** From a show's newest row back to the one whose last event is `after`: newest first. */
const WALK_BACK = `
  WITH RECURSIVE back (position, show_no, previous, sequence, epoch, events, followed_by) AS (
    SELECT position, show_no, previous, sequence, epoch, events, ? FROM log WHERE position = ?
    UNION ALL
    SELECT log.position, log.show_no, log.previous, log.sequence, log.epoch, log.events, back.sequence
    FROM back JOIN log ON log.position = back.previous
    WHERE back.followed_by > ? AND log.position < back.position
  )
  SELECT * FROM back`;

export function historyReader(database: Database): ReadHistory {
  // Rows as lists are read in two thirds of the time of objects, and a show that wakes may have hundreds.
  const walkBack = database
    .prepare<[followed_by: number, last_position: number | null, after: number], SelectedRow>(WALK_BACK)
    .raw();

  return (end, after) => {
    if (end.sequence <= after) return [];
    const rows = walkBack
      .all(end.sequence + 1, end.last_position, after + 1)
      .reverse()
      .map(walkedRow);
    const { chain, needed } = chainBefore(rows, end, after);
    const steps: StoredStep[] = [];
    let checksum = chain;
    let sequence = needed[0]?.sequence ?? 0;
    for (const row of needed) {
      const opened = openRecord(row, row.events, checksum);
      const fault =
        row.show_no === end.show_no && row.sequence === sequence
          ? opened.fault
          : 'it is not what follows the one before';
      if (fault !== null) throw corrupt(end, `record at position ${row.position}: ${fault}`);
      for (const step of opened.steps) if (step.sequence > after) steps.push(step);
      checksum = lastChecksum(row.events);
      sequence += opened.count;
    }
    if (sequence !== end.sequence + 1 || checksum !== end.checksum) {
      throw corrupt(
        end,
        `its newest event is ${sequence - 1} by the log, ${end.sequence} by its head, or differs`,
      );
    }
    return steps;
  };
}

/** The rows that hold what is wanted, and the checksum that they go on from: the show's own, or that of the row before. */
function chainBefore(
  rows: readonly WalkedRow[],
  end: HistoryEnd,
  after: number,
): { chain: number; needed: readonly WalkedRow[] } {
  const [oldest] = rows;
  if (oldest !== undefined && oldest.followed_by <= after + 1) {
    return { chain: lastChecksum(oldest.events), needed: rows.slice(1) };
  }
  if (oldest === undefined || oldest.previous !== null) {
    throw corrupt(end, `its record at position ${oldest?.previous ?? end.last_position} is missing`);
  }
  return { chain: chainStart(end.show_id), needed: rows };
}

function corrupt({ show_id }: HistoryEnd, what: string): LogCorruptError {
  return new LogCorruptError(`show ${show_id}: ${what}`);
}

function walkedRow(selected: SelectedRow): WalkedRow {
  const [position, show_no, previous, sequence, epoch, events, followed_by] = selected;
  return { position, show_no, previous, sequence, epoch, events, followed_by };
}
