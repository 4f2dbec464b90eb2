import type { BookingRow, EndedWaitingRow, StoredStep } from '../event-log.ts';
import type { LogReader, ShowHead, StoredRecord } from '../log-reader.ts';
import { ulidFromBytes, ulidToBytes } from '../ulid-bytes.ts';
import { bookingOf, SELECT_BOOKING, type SelectedBooking } from './booking-row.ts';
import { openForReading } from './connection.ts';
import { rowsInRuns } from './ended-waiting-runs.ts';
import { endedWaitingOf, SELECT_ENDED_WAITING, type SelectedEndedWaiting } from './ended-waiting-table.ts';
import { logPath } from './files.ts';
import { type HistoryEnd, historyReader } from './history.ts';
import { verifiedRecords } from './verified-records.ts';

/**
 * Opens the log of a data folder for reading, also beside the process that writes it. All that is read from it is of
 * the moment in which it was opened. Throws a `LogCorruptError` where it is no database any more, a `LogSchemaError`
 * where another version of boxoffice wrote it, or what else keeps it from being opened.
 */
export function openLogReader(folder: string): LogReader {
  const database = openForReading(logPath(folder));
  database.exec('BEGIN');
  // The moment is that of the transaction's first read.
  database.prepare('SELECT count(*) FROM sqlite_schema').get();
  const readHistory = historyReader(database);
  const selectEnd = database.prepare<[Uint8Array], Omit<HistoryEnd, 'show_id'>>(
    `SELECT show_no, coalesce(sequence, 0) AS sequence, last_position, coalesce(checksum, 0) AS checksum
     FROM show LEFT JOIN show_head USING (show_no) WHERE show_id = ?`,
  );
  const selectHeads = database.prepare<[], SelectedHead>(
    `SELECT show_id, partition, epoch, sequence, deadline_ms, available
     FROM show JOIN show_head USING (show_no) ORDER BY show_no`,
  );
  const selectBookings = database.prepare<[], SelectedBooking>(
    `${SELECT_BOOKING} FROM booking JOIN show USING (show_no) ORDER BY booking_id`,
  );
  const selectEndedWaitings = database.prepare<[], SelectedEndedWaiting>(
    `${SELECT_ENDED_WAITING} FROM ended_waiting JOIN show USING (show_no) ORDER BY waiting_id`,
  );

  return {
    records: (): Iterable<StoredRecord> => verifiedRecords(database),

    history(show_id): readonly StoredStep[] {
      const end = selectEnd.get(ulidToBytes(show_id));
      return end === undefined ? [] : readHistory({ show_id, ...end }, 0);
    },

    *showHeads(): Iterable<ShowHead> {
      for (const { show_id, available, ...head } of selectHeads.iterate()) {
        yield { show_id: ulidFromBytes(show_id), ...head, available: JSON.parse(available) };
      }
    },

    *bookings(): Iterable<BookingRow> {
      for (const booking of selectBookings.iterate()) yield bookingOf(booking);
    },

    *endedWaitings(): Iterable<EndedWaitingRow> {
      for (const waiting of selectEndedWaitings.iterate()) yield endedWaitingOf(waiting);
      yield* rowsInRuns(database);
    },

    close(): void {
      database.close();
    },
  };
}

interface SelectedHead {
  readonly show_id: Buffer;
  readonly partition: number;
  readonly epoch: number;
  readonly sequence: number;
  readonly deadline_ms: number | null;
  readonly available: string;
}
