import type { LogReader, ShowHead } from '../../persistence/log-reader.ts';
import { partitionOf } from '../../persistence/partition.ts';
import { addFinding, type FindingCode, type Findings } from './findings.ts';
import type { ShowRecords } from './records.ts';
import type { ShowModel } from './show-model.ts';

export function readHeads(reader: LogReader, only: string | null): ReadonlyMap<string, ShowHead> {
  const heads = new Map<string, ShowHead>();
  for (const head of reader.showHeads())
    if (only === null || head.show_id === only) heads.set(head.show_id, head);
  return heads;
}

/** Holds the head of a show against its events. */
export function auditHead(
  show: ShowModel,
  records: ShowRecords,
  head: ShowHead | undefined,
  findings: Findings,
): void {
  const { show_id } = show.definition;
  if (head === undefined) {
    accuse(findings, show_id, 'head_missing', 'the show has events and no head');
    return;
  }
  const disagrees = (what: string): void => accuse(findings, show_id, 'head_disagrees', what);
  if (head.sequence !== show.sequence) {
    disagrees(`the head is at event ${head.sequence}, and the newest one is ${show.sequence}`);
  }
  if (head.partition !== partitionOf(show_id))
    disagrees(`the head has the show in partition ${head.partition}`);
  // A show that has woken and not written since has a head with a newer epoch than its events.
  if (head.epoch < records.epoch)
    disagrees(`the head is at epoch ${head.epoch}, and the events at ${records.epoch}`);
  const available = availableByType(show);
  if (head.available.join() !== available.join()) {
    disagrees(
      `the head has ${head.available.join(', ')} seats available by type, and there are ${available.join(', ')}`,
    );
  }
  const open = whatIsOpen(show);
  if (open === null && head.deadline_ms !== null) disagrees('the head has a deadline, and nothing is open');
  if (open !== null && head.deadline_ms === null) disagrees(`the head has no deadline, and ${open}`);
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

function whatIsOpen(show: ShowModel): string | null {
  if (show.reserved.size > 0) return `${show.reserved.size} reservations are held`;
  if (show.queue.length > 0) return `${show.queue.length} wait`;
  for (const { payment_id, status } of show.payments.values()) {
    if (status === 'in_flight' || status === 'refunding') return `payment ${payment_id} is ${status}`;
  }
  return null;
}

function accuse(findings: Findings, show_id: string, code: FindingCode, what: string): void {
  addFinding(findings, { code, show_id, sequence: null, position: null, what });
}
