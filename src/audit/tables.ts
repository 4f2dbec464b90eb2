import type { BookingRow, EndedWaitingRow } from '../../persistence/event-log.ts';
import type { LogReader } from '../../persistence/log-reader.ts';
import { differingFields } from './differing-fields.ts';
import { addFinding, type FindingCode, type Findings } from './findings.ts';
import { RowTally } from './row-tally.ts';
import { rowsOf, type ShowRows } from './rows.ts';
import type { ShowModel } from './show-model.ts';

/** The tallies of all rows that the tables have, by show; `only` narrows them to one. Null where they cannot be read. */
export function tallyTables(
  reader: LogReader,
  only: string | null,
  findings: Findings,
): ReadonlyMap<string, RowTally> | null {
  const tallies = new Map<string, RowTally>();
  const tallyOf = (show_id: string): RowTally => {
    const tally = tallies.get(show_id) ?? new RowTally();
    tallies.set(show_id, tally);
    return tally;
  };
  const isAsked = (show_id: string): boolean => only === null || show_id === only;
  try {
    for (const row of reader.bookings()) {
      if (isAsked(row.show_id)) tallyOf(row.show_id).addBooking(row);
    }
    for (const row of reader.endedWaitings()) {
      if (isAsked(row.show_id)) tallyOf(row.show_id).addEndedWaiting(row);
    }
    return tallies;
  } catch (error) {
    const what = `the rows of bookings and ended waits cannot be read: ${error}`;
    addFinding(findings, { code: 'table_unreadable', show_id: null, sequence: null, position: null, what });
    return null;
  }
}

/** The tally that the tables have to have of a show. */
export function tallyShow(show: ShowModel): RowTally {
  const tally = new RowTally();
  const { bookings, ended_waitings } = rowsOf(show);
  for (const row of bookings.values()) tally.addBooking(row);
  for (const row of ended_waitings.values()) tally.addEndedWaiting(row);
  return tally;
}

/** The rows that the tables have of these few shows. */
export function readRows(reader: LogReader, show_ids: readonly string[]): ReadonlyMap<string, ShowRows> {
  const bookings = new Map(show_ids.map((show_id) => [show_id, new Map<string, BookingRow>()]));
  const ended_waitings = new Map(show_ids.map((show_id) => [show_id, new Map<string, EndedWaitingRow>()]));
  for (const row of reader.bookings()) bookings.get(row.show_id)?.set(row.booking_id, row);
  for (const row of reader.endedWaitings()) ended_waitings.get(row.show_id)?.set(row.waiting_id, row);
  return new Map(
    show_ids.map((show_id) => [
      show_id,
      {
        bookings: bookings.get(show_id) ?? new Map(),
        ended_waitings: ended_waitings.get(show_id) ?? new Map(),
      },
    ]),
  );
}

/** Row by row, in both directions. `show` is null where the log has no such show. */
export function auditRows(
  show_id: string,
  show: ShowModel | null,
  stored: ShowRows,
  findings: Findings,
): void {
  const expected: ShowRows =
    show === null ? { bookings: new Map(), ended_waitings: new Map() } : rowsOf(show);
  const accuse = (code: FindingCode, what: string): void =>
    addFinding(findings, { code, show_id, sequence: null, position: null, what });
  compareRows('booking', expected.bookings, stored.bookings, BOOKING_CODES, accuse);
  compareRows('wait', expected.ended_waitings, stored.ended_waitings, WAITING_CODES, accuse);
}

interface RowCodes {
  readonly missing: FindingCode;
  readonly without_events: FindingCode;
  readonly disagrees: FindingCode;
}

const BOOKING_CODES: RowCodes = {
  missing: 'booking_row_missing',
  without_events: 'booking_row_without_events',
  disagrees: 'booking_row_disagrees',
};

const WAITING_CODES: RowCodes = {
  missing: 'waiting_row_missing',
  without_events: 'waiting_row_without_events',
  disagrees: 'waiting_row_disagrees',
};

function compareRows<Row extends object>(
  kind: string,
  expected: ReadonlyMap<string, Row>,
  stored: ReadonlyMap<string, Row>,
  codes: RowCodes,
  accuse: (code: FindingCode, what: string) => void,
): void {
  for (const [id, row] of expected) {
    const stored_row = stored.get(id);
    if (stored_row === undefined) {
      accuse(codes.missing, `${kind} ${id} has no row`);
      continue;
    }
    const fields = differingFields(row, stored_row);
    if (fields.length > 0)
      accuse(
        codes.disagrees,
        `the row of ${kind} ${id} has another ${fields.join(', ')} than its events say`,
      );
  }
  for (const id of stored.keys()) {
    if (!expected.has(id)) {
      accuse(codes.without_events, `no event of the show makes ${kind} ${id}, which has a row`);
    }
  }
}
