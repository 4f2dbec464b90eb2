import type { BookingRow, EndedWaitingRow, Step, StoredStep } from '../../persistence/event-log.ts';
import type { LogReader, ShowHead, StoredRecord } from '../../persistence/log-reader.ts';
import { partitionOf } from '../../persistence/partition.ts';

/** A log in memory that can be read as a real one is; everything in it may be damaged. */
export interface MemoryLog {
  records: StoredRecord[];
  readonly heads: Map<string, ShowHead>;
  readonly bookings: Map<string, BookingRow>;
  readonly ended_waitings: Map<string, EndedWaitingRow>;
}

export function emptyLog(): MemoryLog {
  return { records: [], heads: new Map(), bookings: new Map(), ended_waitings: new Map() };
}

/** Appends a step, as a record of its own or (`joins`) with the show's record just before. */
export function append(log: MemoryLog, step: Step, joins: boolean): void {
  const { show_id, epoch, events, tables } = step;
  const sequence = step.expected_sequence + 1;
  const stored: StoredStep = { sequence, events };
  const last = log.records.at(-1);
  if (joins && last !== undefined && last.show_id === show_id && last.epoch === epoch) {
    log.records[log.records.length - 1] = { ...last, steps: [...last.steps, stored] };
  } else {
    const position = (last?.position ?? 0) + 1;
    log.records.push({ position, show_id, epoch, sequence, steps: [stored], fault: null });
  }
  for (const row of tables.bookings) log.bookings.set(row.booking_id, row);
  for (const row of tables.ended_waitings) log.ended_waitings.set(row.waiting_id, row);
  log.heads.set(show_id, {
    show_id,
    partition: partitionOf(show_id),
    epoch,
    sequence: sequence + events.length - 1,
    deadline_ms: tables.deadline_ms,
    available: tables.available,
  });
}

export function readerOf(log: MemoryLog): LogReader {
  return {
    records: () => log.records,
    history: (show_id) =>
      log.records.filter((record) => record.show_id === show_id).flatMap(({ steps }) => steps),
    showHeads: () => log.heads.values(),
    bookings: () => log.bookings.values(),
    endedWaitings: () => log.ended_waitings.values(),
    close: () => undefined,
  };
}
