import { partitionOf } from '../../persistence/index.ts';
import type { LogReader, ShowHead } from '../../persistence/log-reader.ts';
import { nextDeadline } from './deadlines.ts';
import { addFinding, type FindingCode, type Findings } from './findings.ts';
import type { ShowRecords } from './records.ts';
import type { Payment, ShowModel } from './show-model.ts';

/** The heads of all shows, or of one. Null where they cannot be read. */
export function readHeads(
  reader: LogReader,
  only: string | null,
  findings: Findings,
): ReadonlyMap<string, ShowHead> | null {
  const heads = new Map<string, ShowHead>();
  try {
    for (const head of reader.showHeads()) {
      if (only === null || head.show_id === only) heads.set(head.show_id, head);
    }
    return heads;
  } catch (error) {
    const what = `the heads of the shows cannot be read: ${error}`;
    addFinding(findings, { code: 'table_unreadable', show_id: null, sequence: null, position: null, what });
    return null;
  }
}

/** Holds the head of a show against its records. */
export function auditHead(
  show_id: string,
  records: ShowRecords,
  head: ShowHead | undefined,
  findings: Findings,
): void {
  if (head === undefined) {
    accuse(findings, show_id, 'head_missing', 'the show has events and no head');
    return;
  }
  const disagrees = (what: string): void => accuse(findings, show_id, 'head_disagrees', what);
  if (head.partition !== partitionOf(show_id)) {
    disagrees(`the head has the show in partition ${head.partition}`);
  }
  // Where the newest record cannot be trusted, the head is not held against it.
  if (records.sequence === null) return;
  if (head.sequence !== records.sequence) {
    disagrees(`the head is at event ${head.sequence}, and the newest one is ${records.sequence}`);
  }
  if (head.epoch !== records.epoch) {
    disagrees(`the head is at epoch ${head.epoch}, and the newest record at ${records.epoch}`);
  }
}

/** Holds what the head says of the state of the show against what its events say. */
export function auditHeadState(show: ShowModel, head: ShowHead, findings: Findings): void {
  const disagrees = (what: string): void => accuse(findings, show.definition.show_id, 'head_disagrees', what);
  const available = availableByType(show);
  if (head.available.join() !== available.join()) {
    disagrees(
      `the head has ${head.available.join(', ')} seats available by type, and there are ${available.join(', ')}`,
    );
  }
  const deadline = nextDeadline(show);
  const open = openPayment(show);
  if (open === undefined && head.deadline_ms !== deadline) {
    disagrees(`the head has the deadline ${head.deadline_ms}, and the next one is ${deadline}`);
  }
  // An open payment is to be taken up as soon as the show wakes.
  const latest = Math.min(show.at, deadline ?? show.at);
  if (open !== undefined && (head.deadline_ms === null || head.deadline_ms > latest)) {
    disagrees(
      `the head has the deadline ${head.deadline_ms}, and payment ${open.payment_id} is ${open.status}`,
    );
  }
}

/** Heads of shows that nothing is known to have happened in. A show may have woken without having anything written. */
export function auditHeadsWithoutEvents(
  heads: ReadonlyMap<string, ShowHead>,
  shows: ReadonlyMap<string, ShowRecords>,
  findings: Findings,
): void {
  for (const { show_id, sequence } of heads.values()) {
    if (sequence === 0 || shows.has(show_id)) continue;
    accuse(
      findings,
      show_id,
      'head_without_events',
      `the head is at event ${sequence}, and the log has none of the show`,
    );
  }
}

function availableByType({ definition, seats }: ShowModel): number[] {
  return definition.types.map(
    (_, type) => seats.filter((seat) => seat.type === type && seat.booking === null && !seat.blocked).length,
  );
}

function openPayment(show: ShowModel): Payment | undefined {
  for (const payment of show.payments.values()) {
    if (payment.status === 'in_flight' || payment.status === 'refunding') return payment;
  }
  return undefined;
}

function accuse(findings: Findings, show_id: string, code: FindingCode, what: string): void {
  addFinding(findings, { code, show_id, sequence: null, position: null, what });
}
