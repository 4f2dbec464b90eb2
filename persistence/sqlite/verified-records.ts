import type { Database } from 'better-sqlite3';
import type { StoredRecord } from '../log-reader.ts';
import { ULID_BYTES, ulidFromBytes } from '../ulid-bytes.ts';
import { isDamage } from './disk-errors.ts';
import { type LogRow, SELECT_RECORD } from './history.ts';
import { chainStart, lastChecksum, openRecord } from './record.ts';

/** Where a show's chain has come to. */
export interface ChainEnd {
  readonly show_no: number;
  readonly show_id: string;
  readonly epoch: number;
  /** Sequence number of its newest event. */
  readonly sequence: number;
  /** Position of its newest record. */
  readonly last_position: number | null;
  /** Checksum of its newest event. */
  readonly checksum: number;
}

/**
 * Reads every record of the log in the order of its commit, and holds each against the ones before it.
 * `ends`, if given, is left with the end of each show's chain, by its number.
 */
export function* verifiedRecords(
  database: Database,
  ends = new Map<number, ChainEnd>(),
): Iterable<StoredRecord> {
  let position = 0;
  try {
    for (const start of chainStarts(database)) ends.set(start.show_no, start);
    for (const row of database.prepare<[], LogRow>(`${SELECT_RECORD} ORDER BY position`).iterate()) {
      const end = ends.get(row.show_no);
      const { steps, count, fault } = openRecord(row, row.events, end?.checksum ?? 0);
      const faults = [
        row.position === position + 1
          ? null
          : `what was between positions ${position} and ${row.position} is missing`,
        end === undefined ? 'it names a show that the log does not know' : faultOfPlace(row, end),
        fault,
      ].filter((each) => each !== null);
      const { epoch, sequence } = row;
      position = row.position;
      if (end !== undefined) {
        const checksum = lastChecksum(row.events);
        ends.set(row.show_no, {
          ...end,
          epoch,
          sequence: sequence + count - 1,
          last_position: position,
          checksum,
        });
      }
      yield {
        position,
        show_id: end?.show_id ?? null,
        epoch,
        sequence,
        steps,
        fault: faults.length === 0 ? null : faults.join('; '),
      };
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    const fault = `the database file itself is damaged, the log cannot be read on: ${error}`;
    yield { position: position + 1, show_id: null, epoch: 0, sequence: 0, steps: [], fault };
  }
}

function faultOfPlace(row: LogRow, end: ChainEnd): string | null {
  if (row.sequence !== end.sequence + 1)
    return `its first event is ${row.sequence}, the one before was ${end.sequence}`;
  if (row.previous !== end.last_position) {
    return `it names position ${row.previous} as its show's record before, which is at ${end.last_position}`;
  }
  if (row.epoch < end.epoch)
    return `its epoch ${row.epoch} is older than ${end.epoch}, that of the record before`;
  return null;
}

function chainStarts(database: Database): ChainEnd[] {
  const shows = database.prepare<[], { show_no: number; show_id: Buffer }>(
    'SELECT show_no, show_id FROM show',
  );
  const known = shows.all().filter(({ show_id }) => show_id.length === ULID_BYTES);
  return known.map(({ show_no, show_id }) => ({
    show_no,
    show_id: ulidFromBytes(show_id),
    epoch: 0,
    sequence: 0,
    last_position: null,
    checksum: chainStart(ulidFromBytes(show_id)),
  }));
}
