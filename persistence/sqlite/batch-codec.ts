import { Packr, RESET_BUFFER_MODE } from 'msgpackr';
import type { BookingRow, EndedWaitingRow, Step } from '../event-log.ts';
import { type Answer, DONE, type Operation } from './batch.ts';

/**
 * Packs what travels between the threads into one buffer a batch. Nearly all of it is steps and that they are done: so
 * a step goes as a list of its fields, which packs in half the time of an object, and `done` as nothing.
 */
type PackedStep = readonly [
  show_id: string,
  epoch: number,
  expected_sequence: number,
  events: readonly Uint8Array[],
  bookings: readonly PackedBooking[],
  ended_waitings: readonly EndedWaitingRow[],
  deadline_ms: number | null,
  available: readonly number[],
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

type OtherOperation = Exclude<Operation, { type: 'append' }>;

const packr = new Packr();

export function packOperations(operations: readonly Operation[]): Uint8Array<ArrayBuffer> {
  return pack(
    operations.map((operation) => (operation.type === 'append' ? packedStep(operation.step) : operation)),
  );
}

export function unpackOperations(bytes: Uint8Array): Operation[] {
  const packed: (PackedStep | OtherOperation)[] = packr.unpack(bytes);
  return packed.map((each) => ('type' in each ? each : { type: 'append', step: unpackedStep(each) }));
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
  const { ended_waitings, deadline_ms, available } = tables;
  return [show_id, epoch, expected_sequence, events, bookings, ended_waitings, deadline_ms, available];
}

function unpackedStep(packed: PackedStep): Step {
  const [show_id, epoch, expected_sequence, events, bookings, ended_waitings, deadline_ms, available] =
    packed;
  const rows = bookings.map((booking) => unpackedBooking(show_id, booking));
  const tables = { bookings: rows, ended_waitings, deadline_ms, available };
  return { show_id, epoch, expected_sequence, events, tables };
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
