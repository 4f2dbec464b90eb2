import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import type { BookingRow, EndedWaitingRow, EventLog, Step, TableChanges } from '../../persistence/index.ts';

/** An encoded event, as far as the log is concerned: any bytes. */
export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function textOf(event: Uint8Array): string {
  return new TextDecoder().decode(event);
}

export function someSession(): string {
  return randomBytes(16).toString('base64url');
}

export function someBooking(show_id: string, fields: Partial<BookingRow> = {}): BookingRow {
  return {
    booking_id: ulid(),
    show_id,
    session: someSession(),
    status: 1,
    version: 1,
    seats: ['A-12', 'A-13'],
    total: 2_998,
    currency: 'USD',
    expires_at_ms: 1_795_000_300_000,
    payment: null,
    ...fields,
  };
}

export function someEndedWaiting(show_id: string, fields: Partial<EndedWaitingRow> = {}): EndedWaitingRow {
  return {
    waiting_id: ulid(),
    show_id,
    session: someSession(),
    status: 2,
    version: 7,
    count: 3,
    expires_at_ms: 1_795_003_600_000,
    booking_id: ulid(),
    ...fields,
  };
}

export function changes(fields: Partial<TableChanges> = {}): TableChanges {
  return { bookings: [], ended_waitings: [], deadline_ms: null, available: [200, 100], ...fields };
}

/** Appends to one show, as its actor does: each step goes on from the one before. */
export interface Appender {
  readonly show_id: string;
  readonly epoch: number;
  append(events: readonly string[], tables?: Partial<TableChanges>): Promise<void>;
}

/** Wakes the show and goes on from there. */
export async function appender(log: EventLog, show_id = ulid()): Promise<Appender> {
  const { epoch, sequence } = await log.wake(show_id);
  let expected_sequence = sequence;
  return {
    show_id,
    epoch,
    append(events, tables = {}): Promise<void> {
      const step: Step = {
        show_id,
        epoch,
        expected_sequence,
        events: events.map(bytes),
        tables: changes(tables),
      };
      expected_sequence += events.length;
      return log.append(step);
    },
  };
}

/** The events of a show as texts, a step together. */
export async function historyOf(log: EventLog, show_id: string): Promise<string[][]> {
  const { steps } = await log.wake(show_id);
  return steps.map((step) => step.events.map(textOf));
}

/** The name of the error that the promise rejects with, or 'none'. */
export async function errorOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'none';
  } catch (error) {
    return error instanceof Error ? error.name : 'no error';
  }
}
