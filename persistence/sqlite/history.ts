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

/** Reads the events of a show after `after` (0 for all), oldest first; throws a `LogCorruptError` where the log does not bear them out. */
export type ReadHistory = (end: HistoryEnd, after: number) => StoredStep[];

export const SELECT_RECORD = 'SELECT position, show_no, previous, sequence, epoch, events FROM log';

export function historyReader(database: Database): ReadHistory {
  const select = database.prepare<[position: number], LogRow>(`${SELECT_RECORD} WHERE position = ?`);

  /** The rows that hold the events after `after`, newest first, and the checksum that the oldest of them goes on from. */
  const walkBack = (end: HistoryEnd, after: number): { rows: LogRow[]; chain: number } => {
    const rows: LogRow[] = [];
    let position = end.last_position;
    let below = Number.POSITIVE_INFINITY;
    while (position !== null) {
      const row = position < below ? select.get(position) : undefined;
      if (row === undefined || row.show_no !== end.show_no) {
        throw new LogCorruptError(`show ${end.show_id}: its record at position ${position} is missing`);
      }
      const [newer] = rows.slice(-1);
      if (newer !== undefined && newer.sequence <= after + 1)
        return { rows, chain: lastChecksum(row.events) };
      rows.push(row);
      below = position;
      position = row.previous;
    }
    return { rows, chain: chainStart(end.show_id) };
  };

  return (end, after) => {
    if (end.sequence <= after) return [];
    const { rows, chain } = walkBack(end, after);
    const steps: StoredStep[] = [];
    let checksum = chain;
    let sequence = rows.at(-1)?.sequence ?? 0;
    for (const row of rows.reverse()) {
      const opened = openRecord(row, row.events, checksum);
      const fault = row.sequence === sequence ? opened.fault : `its events do not follow those before`;
      if (fault !== null) {
        throw new LogCorruptError(`show ${end.show_id}, record at position ${row.position}: ${fault}`);
      }
      steps.push(...opened.steps.filter((step) => step.sequence > after));
      checksum = lastChecksum(row.events);
      sequence += opened.count;
    }
    if (sequence !== end.sequence + 1 || checksum !== end.checksum) {
      throw new LogCorruptError(
        `show ${end.show_id}: its newest event is ${sequence - 1} by the log, ${end.sequence} by its head, or differs`,
      );
    }
    return steps;
  };
}
