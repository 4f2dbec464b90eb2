import type { LogReader, StoredRecord } from '../../persistence/log-reader.ts';
import { addFinding, type FindingCode, type Findings } from './findings.ts';

/** What the log's records say of one show, without a look into its events. */
export interface ShowRecords {
  /** Whether they follow one another without fault, so that its history can be followed. */
  sound: boolean;
  /** Sequence number of the newest event; null after a record that cannot be trusted. */
  sequence: number | null;
  steps: number;
  epoch: number;
  /** Sequence numbers of the first event of each epoch. */
  readonly epoch_starts: Set<number>;
}

/** Reads all records in the order of their commits; `only` narrows what is reported to one show. */
export function auditRecords(
  reader: LogReader,
  only: string | null,
  findings: Findings,
): { readonly count: number; readonly shows: ReadonlyMap<string, ShowRecords> } {
  const shows = new Map<string, ShowRecords>();
  let count = 0;
  let expected_position = 1;
  for (const record of reader.records()) {
    const accuse = accuserOf(record, findings);
    if (only === null && record.position !== expected_position) {
      accuse('position_gap', `record ${record.position} comes where record ${expected_position} has to be`);
    }
    expected_position = record.position + 1;
    const { show_id } = record;
    if (only !== null && show_id !== only) continue;
    count += 1;
    if (show_id === null) {
      if (record.fault !== null) accuse('record_damaged', record.fault);
      else accuse('show_unknown', 'the record belongs to a show that the log does not know');
      continue;
    }
    const show = shows.get(show_id) ?? noRecords();
    shows.set(show_id, show);
    auditRecord(record, show, accuse);
  }
  return { count, shows };
}

function auditRecord(record: StoredRecord, show: ShowRecords, accuse: AccuseRecord): void {
  if (record.epoch < show.epoch) {
    accuse('epoch_went_back', `epoch ${record.epoch} follows epoch ${show.epoch}`);
  }
  expectSequence(record.sequence, show, accuse);
  if (record.fault !== null) {
    accuse('record_damaged', record.fault);
    show.sound = false;
    // What follows is not held against a record that cannot be trusted.
    show.sequence = null;
    return;
  }
  if (record.epoch !== show.epoch) show.epoch_starts.add(record.sequence);
  show.epoch = record.epoch;
  if (record.steps.length === 0) {
    accuse('step_empty', 'the record has no steps');
    show.sound = false;
  }
  show.sequence = record.sequence - 1;
  for (const step of record.steps) {
    expectSequence(step.sequence, show, accuse);
    if (step.events.length === 0) {
      accuse('step_empty', `the step at ${step.sequence} has no events`);
      show.sound = false;
    }
    show.sequence = step.sequence + step.events.length - 1;
    show.steps += 1;
  }
}

function expectSequence(sequence: number, show: ShowRecords, accuse: AccuseRecord): void {
  if (show.sequence === null || sequence === show.sequence + 1) return;
  accuse('sequence_gap', `event ${sequence} comes where event ${show.sequence + 1} has to be`);
  show.sound = false;
}

type AccuseRecord = (code: FindingCode, what: string) => void;

function accuserOf({ position, show_id, sequence }: StoredRecord, findings: Findings): AccuseRecord {
  return (code, what) => addFinding(findings, { code, show_id, sequence, position, what });
}

function noRecords(): ShowRecords {
  return { sound: true, sequence: 0, steps: 0, epoch: 0, epoch_starts: new Set() };
}
