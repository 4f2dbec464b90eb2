import type { StoredStep } from '../../persistence/event-log.ts';
import type { LogReader } from '../../persistence/log-reader.ts';
import { formatMoney } from '../money.ts';
import { addFinding, type FindingCode, type Findings, noFindings } from './findings.ts';
import { auditHead, auditHeadState, auditHeadsWithoutEvents, readHeads } from './heads.ts';
import { auditRecords, type ShowRecords } from './records.ts';
import type { AuditReport } from './report.ts';
import type { RowTally } from './row-tally.ts';
import { auditShow } from './show-audit.ts';
import type { ShowModel } from './show-model.ts';
import { auditRows, readRows, tallyShow, tallyTables } from './tables.ts';
import { addShow, differenceOf, noTotals, type Totals } from './totals.ts';

/** Shows whose rows are held in memory together, when they have to be compared one by one. */
const SHOWS_AT_ONCE = 256;

/**
 * Reads a whole log, or one show's part of it, and proves that every rule holds, or says which event breaks which.
 * First the records in the order of their commits; then each show's history from its beginning, one show at a time;
 * then the tables, which are compared row by row only where a show's rows do not tally with its events.
 * Only reads, and may run beside the process that writes.
 */
export function auditLog(
  reader: LogReader,
  { show_id: only }: { readonly show_id: string | null },
): AuditReport {
  const findings = noFindings();
  const totals = noTotals();
  const records = auditRecords(reader, only, findings);
  const heads = readHeads(reader, only, findings);
  if (heads !== null) auditHeadsWithoutEvents(heads, records.shows, findings);
  const tallies = tallyTables(reader, only, findings);
  const unexamined: string[] = [];
  const to_compare = [...(tallies?.keys() ?? [])].filter((show_id) => !records.shows.has(show_id));
  for (const [show_id, show_records] of records.shows) {
    if (heads !== null) auditHead(show_id, show_records, heads.get(show_id), findings);
    const show = examine(reader, show_id, show_records, findings);
    if (show === null) {
      unexamined.push(show_id);
      continue;
    }
    addShow(totals, show, tallies === null ? null : (tallies.get(show_id)?.booked ?? 0n));
    const head = heads?.get(show_id);
    if (head !== undefined) auditHeadState(show, head, findings);
    if (tallies !== null && !hasRowsOf(tallies.get(show_id), show)) to_compare.push(show_id);
  }
  checkTotals(totals, only, findings);
  compareRowByRow(reader, to_compare, records.shows, findings);
  return { show_id: only, records: records.count, totals, unexamined, findings };
}

/** The show as its events leave it, or null where they cannot be followed. */
function examine(
  reader: LogReader,
  show_id: string,
  records: ShowRecords,
  findings: Findings,
): ShowModel | null {
  if (!records.sound) return null;
  const accuse = (code: FindingCode, what: string): null => {
    addFinding(findings, { code, show_id, sequence: null, position: null, what });
    return null;
  };
  let steps: readonly StoredStep[];
  try {
    steps = reader.history(show_id);
  } catch (error) {
    return accuse('history_unreadable', String(error));
  }
  const newest = newestSequence(steps);
  if (steps.length !== records.steps || newest !== records.sequence) {
    const told = `its records hold ${records.steps} steps up to event ${records.sequence}`;
    return accuse('history_differs', `${told}, and its history ${steps.length} steps up to event ${newest}`);
  }
  return auditShow(show_id, steps, records.epoch_starts, findings);
}

function checkTotals({ money }: Totals, only: string | null, findings: Findings): void {
  for (const [currency, sums] of money) {
    const difference = differenceOf(sums) ?? 0n;
    if (difference === 0n) continue;
    const kept = formatMoney(sums.captured - sums.refunded - sums.due, currency);
    const booked = formatMoney(sums.booked ?? 0n, currency);
    const what = `${kept} was captured, not refunded and not due, and the table has booked bookings of ${booked}`;
    addFinding(findings, { code: 'totals_disagree', show_id: only, sequence: null, position: null, what });
  }
}

function newestSequence(steps: readonly StoredStep[]): number {
  const last = steps.at(-1);
  return last === undefined ? 0 : last.sequence + last.events.length - 1;
}

function hasRowsOf(stored: RowTally | undefined, show: ShowModel): boolean {
  const expected = tallyShow(show);
  return stored === undefined ? expected.is_empty : expected.equals(stored);
}

function compareRowByRow(
  reader: LogReader,
  show_ids: readonly string[],
  records: ReadonlyMap<string, ShowRecords>,
  findings: Findings,
): void {
  for (let start = 0; start < show_ids.length; start += SHOWS_AT_ONCE) {
    for (const [show_id, rows] of readRows(reader, show_ids.slice(start, start + SHOWS_AT_ONCE))) {
      const show_records = records.get(show_id);
      // What is wrong with its events was found before, so what the second look at them finds is let go.
      const show = show_records === undefined ? null : examine(reader, show_id, show_records, noFindings());
      auditRows(show_id, show, rows, findings);
    }
  }
}
