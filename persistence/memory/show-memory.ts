import {
  type Awakening,
  SequenceConflictError,
  type Snapshot,
  StaleEpochError,
  type Step,
  type StoredStep,
  type TableChanges,
} from '../event-log.ts';

/** All that a log in memory knows of a show. */
export interface ShowMemory {
  epoch: number;
  /** Sequence number of the newest event, the commit under way included. */
  sequence: number;
  /** An append of this epoch was refused: what comes after it was decided on what never happened. */
  lost: boolean;
  readonly steps: StoredStep[];
  snapshot: Snapshot | null;
  /** Of its newest step. */
  tables: TableChanges | null;
}

export function emptyShow(): ShowMemory {
  return { epoch: 0, sequence: 0, lost: false, steps: [], snapshot: null, tables: null };
}

/** Returns the new epoch; from now on steps of an older one are refused. */
export function beginEpoch(show: ShowMemory): number {
  show.epoch += 1;
  return show.epoch;
}

/** Takes a step into the commit under way, or throws why it is refused. */
export function takeStep(show: ShowMemory, { show_id, epoch, expected_sequence, events }: Step): void {
  if (epoch !== show.epoch || show.lost) throw new StaleEpochError(`show ${show_id}: epoch ${epoch} is over`);
  if (expected_sequence !== show.sequence) {
    show.lost = true;
    throw new SequenceConflictError(
      `show ${show_id} is at event ${show.sequence}, not at ${expected_sequence}`,
    );
  }
  if (events.length === 0) {
    show.lost = true;
    throw new RangeError('a step has at least one event');
  }
  show.sequence += events.length;
}

export function writeStep(show: ShowMemory, { expected_sequence, events, tables }: Step): void {
  show.steps.push({ sequence: expected_sequence + 1, events });
  show.tables = tables;
}

/** Passes a snapshot over where it may contain what was refused. */
export function takeSnapshot(show: ShowMemory, snapshot: Snapshot): void {
  const isSure = snapshot.epoch === show.epoch && !show.lost && snapshot.sequence <= show.sequence;
  if (isSure) show.snapshot = snapshot;
}

/** Goes back to what was written, and forgives what was lost. */
export function awaken(show: ShowMemory, epoch: number): Awakening {
  const { snapshot, steps } = show;
  const newest = steps.at(-1);
  const sequence = newest === undefined ? 0 : newest.sequence + newest.events.length - 1;
  const after = snapshot?.sequence ?? 0;
  show.sequence = sequence;
  show.lost = false;
  return { epoch, snapshot, steps: steps.filter((step) => step.sequence > after), sequence };
}
