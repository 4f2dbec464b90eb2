import { Packr, RESET_BUFFER_MODE } from 'msgpackr';
import type { BookingRow, EndedWaitingRow, Step } from '../event-log.ts';
import { type Answer, DONE, type Operation } from './batch.ts';
import { packRuns } from './ended-waiting-runs.ts';
import type { OperationsMessage } from './thread-messages.ts';

/**
 * Packs what travels between the threads into one buffer a batch. Nearly all of it is steps and that they are done: so
 * a step goes as a list of its fields, which packs in half the time of an object, and `done` as nothing. The state of a
 * large show is not packed, which would copy it twice: it travels beside the others, as it is.
 */
type PackedStep = readonly [
  show_id: string,
  epoch: number,
  expected_sequence: number,
  events: readonly Uint8Array[],
  bookings: readonly PackedBooking[],
  ended_waitings: readonly PackedEndedWaiting[],
  deadline_ms: number | null,
  available: readonly number[],
  ended_runs: readonly Uint8Array[],
];

/** A booking of the step's show. */
type PackedBooking = readonly [
  booking_id: string,
  session: string,
  status: number,
  version: number,
  seats: readonly string[],
  total: number,
  currency: string,
  expires_at_ms: number,
  payment: readonly [payment_id: string, status: number, reason: string | null] | null,
];

/** A wait for seats of the step's show. */
type PackedEndedWaiting = readonly [
  waiting_id: string,
  session: string,
  status: number,
  version: number,
  count: number,
  expires_at_ms: number,
  booking_id: string | null,
];

type OtherOperation = Exclude<Operation, { type: 'append' }>;

/** Below this many bytes a state is packed with the others. */
const LARGE_STATE = 64 * 1_024;
const NOT_HERE = new Uint8Array(0);

const packr = new Packr();

export function packOperations(operations: readonly Operation[]): OperationsMessage {
  const states: (readonly [index: number, state: Uint8Array<ArrayBuffer>])[] = [];
  const packed = operations.map((operation, index) => {
    if (operation.type === 'append') return packedStep(operation.step);
    if (operation.type !== 'snapshot' || !isLargeAndWhole(operation.snapshot.state)) return operation;
    states.push([index, operation.snapshot.state]);
    return withState(operation, NOT_HERE);
  });
  return { type: 'operations', packed: pack(packed), states };
}

export function unpackOperations({ packed, states }: OperationsMessage): Operation[] {
  const unpacked: (PackedStep | OtherOperation)[] = packr.unpack(packed);
  const operations = unpacked.map((each): Operation => ('type' in each ? each : unpackedAppend(each)));
  for (const [index, state] of states) {
    const operation = operations[index];
    if (operation?.type === 'snapshot') operations[index] = withState(operation, state);
  }
  return operations;
}

type SnapshotOperation = Extract<Operation, { type: 'snapshot' }>;

function withState({ type, snapshot }: SnapshotOperation, state: Uint8Array): SnapshotOperation {
  return { type, snapshot: { ...snapshot, state } };
}

/** Whether it can be handed over as it is: nothing else lies in its memory. */
function isLargeAndWhole(state: Uint8Array): state is Uint8Array<ArrayBuffer> {
  return (
    state.length >= LARGE_STATE &&
    state.buffer instanceof ArrayBuffer &&
    state.length === state.buffer.byteLength
  );
}

export function packAnswers(answers: readonly Answer[]): Uint8Array<ArrayBuffer> {
  return pack(answers.map((answer) => (answer === DONE ? null : answer)));
}

export function unpackAnswers(bytes: Uint8Array): Answer[] {
  const packed: (Answer | null)[] = packr.unpack(bytes);
  return packed.map((each) => each ?? DONE);
}

/** A buffer of its own, so that it can be transferred. */
function pack(items: readonly unknown[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(packr.pack(items, RESET_BUFFER_MODE));
}

function packedStep({ show_id, epoch, expected_sequence, events, tables }: Step): PackedStep {
  const bookings = tables.bookings.map(packedBooking);
  const ended_runs = packRuns(tables.ended_waitings);
  const ended_waitings = ended_runs === null ? tables.ended_waitings.map(packedEndedWaiting) : [];
  const { deadline_ms, available } = tables;
  return [
    show_id,
    epoch,
    expected_sequence,
    events,
    bookings,
    ended_waitings,
    deadline_ms,
    available,
    ended_runs ?? [],
  ];
}

function unpackedAppend(packed: PackedStep): Operation {
  const [
    show_id,
    epoch,
    expected_sequence,
    events,
    bookings,
    ended_waitings,
    deadline_ms,
    available,
    ended_runs,
  ] = packed;
  const tables = {
    bookings: bookings.map((booking) => unpackedBooking(show_id, booking)),
    ended_waitings: ended_waitings.map((waiting) => unpackedEndedWaiting(show_id, waiting)),
    deadline_ms,
    available,
  };
  return { type: 'append', step: { show_id, epoch, expected_sequence, events, tables }, ended_runs };
}

function packedBooking(row: BookingRow): PackedBooking {
  const { payment } = row;
  return [
    row.booking_id,
    row.session,
    row.status,
    row.version,
    row.seats,
    row.total,
    row.currency,
    row.expires_at_ms,
    payment === null ? null : [payment.payment_id, payment.status, payment.reason],
  ];
}

function unpackedBooking(show_id: string, packed: PackedBooking): BookingRow {
  const [booking_id, session, status, version, seats, total, currency, expires_at_ms, payment] = packed;
  return {
    booking_id,
    show_id,
    session,
    status,
    version,
    seats,
    total,
    currency,
    expires_at_ms,
    payment: payment === null ? null : { payment_id: payment[0], status: payment[1], reason: payment[2] },
  };
}

function packedEndedWaiting(row: EndedWaitingRow): PackedEndedWaiting {
  const { waiting_id, session, status, version, count, expires_at_ms, booking_id } = row;
  return [waiting_id, session, status, version, count, expires_at_ms, booking_id];
}

function unpackedEndedWaiting(show_id: string, packed: PackedEndedWaiting): EndedWaitingRow {
  const [waiting_id, session, status, version, count, expires_at_ms, booking_id] = packed;
  return { waiting_id, show_id, session, status, version, count, expires_at_ms, booking_id };
}
