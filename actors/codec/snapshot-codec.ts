import type { Admission } from '../show/admissions.ts';
import { BookedShelf } from '../show/booked-shelf.ts';
import type { Booking, OpenPayment } from '../show/booking.ts';
import { noChanges } from '../show/changes.ts';
import { BLOCKED, initialState, type ShowState, setSeatStatus } from '../show/state.ts';
import { BOOKING_STATUS_NUMBERS } from '../show/status-numbers.ts';
import type { WaitingUser } from '../show/waiting-record.ts';
import { definitionFields, readDefinition } from './definition-fields.ts';
import {
  CodecError,
  FieldReader,
  fingerprintField,
  pack,
  readSensibly,
  ulidField,
  unpack,
} from './fields.ts';
import { paymentFields, readAnswer, readBookingStatus, readPayment } from './record-fields.ts';

/** What comes in thousands lies behind the list of the other fields, as the state itself has it: it is copied, not written anew. */
const VERSION = 3;
/** Before that: everything as fields in one list. */
const VERSION_OF_FIELDS_ONLY = 2;
/** And before tickets were admitted. */
const VERSION_WITHOUT_ADMISSIONS = 1;

/** With it begins no list of fields, and so no older snapshot. */
const MARK = 0xc1;
/** The mark, and the length of the fields. */
const HEADER_BYTES = 5;

/** A show's whole state as bytes; `decodeSnapshot` makes one of it that behaves the same ever after. */
export function encodeSnapshot(state: ShowState): Uint8Array {
  // What has no order of its own is written by id: so equal states are equal bytes, however they came about.
  const in_flight = [...state.paying.values()];
  const other_payments = [...state.open_payments.values()]
    .filter(({ payment_id }) => !state.paying.has(payment_id))
    .sort((one, other) => compare(one.payment_id, other.payment_id));
  const reserved = [...state.reservations.values()];
  const other_bookings = [...state.bookings.values()]
    .filter(({ booking_id }) => !state.reservations.has(booking_id))
    .sort((one, other) => compare(one.booking_id, other.booking_id));
  const fields = pack([
    VERSION,
    definitionFields(state.definition),
    state.sequence,
    state.last_event_at,
    Number(state.cancelled),
    state.seat_status,
    [...reserved, ...other_bookings].map(bookingFields),
    state.shelf.toBytes(),
    [...in_flight, ...other_payments].map(openPaymentFields),
    state.queue.byte_length,
    state.answers.byte_length,
    [...state.admissions.entries()].map(admissionFields),
  ]);
  const queue_start = HEADER_BYTES + fields.length;
  const answers_start = queue_start + state.queue.byte_length;
  const bytes = Buffer.from(new ArrayBuffer(answers_start + state.answers.byte_length));
  bytes.writeUInt8(MARK, 0);
  bytes.writeUInt32BE(fields.length, 1);
  bytes.set(fields, HEADER_BYTES);
  state.queue.writeTo(bytes, queue_start);
  state.answers.writeTo(bytes, answers_start);
  return bytes;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Throws a `CodecError` where the bytes are no snapshot that this code, or an older one, has written. */
export function decodeSnapshot(bytes: Uint8Array): ShowState {
  return readSensibly(() => (bytes[0] === MARK ? readParts(bytes) : readState(unpack(bytes), null)));
}

/** What lies behind the fields. */
interface Packed {
  readonly bytes: Buffer;
  next: number;
}

function readParts(bytes: Uint8Array): ShowState {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const next = HEADER_BYTES + buffer.readUInt32BE(1);
  const packed = { bytes: buffer, next };
  const state = readState(unpack(buffer.subarray(HEADER_BYTES, next)), packed);
  if (packed.next !== buffer.length) throw new CodecError('the snapshot has not the length that it says');
  return state;
}

function takeBytes(packed: Packed, length: number): Buffer {
  const start = packed.next;
  packed.next += length;
  if (length < 0 || packed.next > packed.bytes.length) throw new CodecError('the snapshot is cut off');
  return packed.bytes.subarray(start, packed.next);
}

function readState(fields: FieldReader, packed: Packed | null): ShowState {
  const version = fields.number();
  const is_known =
    packed === null
      ? version === VERSION_OF_FIELDS_ONLY || version === VERSION_WITHOUT_ADMISSIONS
      : version === VERSION;
  if (!is_known) throw new CodecError(`the snapshot has the unknown version ${version}`);
  const initial = initialState(readDefinition(fields.nested()));
  const sequence = fields.number();
  const last_event_at = fields.number();
  const cancelled = fields.number() === 1;
  for (const [seat, status] of fields.bytes(initial.seat_status.length).entries()) {
    if (status > BLOCKED) throw new CodecError(`no seat has the status ${status}`);
    setSeatStatus(initial, seat, status);
  }
  for (const booking of fields.listOf(readHeldBooking)) restoreBooking(initial, booking);
  const shelf = new BookedShelf(fields.bytes());
  for (const payment of fields.listOf((item) => readOpenPayment(initial, item)))
    restorePayment(initial, payment);
  if (packed === null) {
    for (const user of fields.listOf(readWaitingUser)) initial.queue.join(user);
    for (const item of fields.listOf((each) => each)) rememberAnswer(initial, item);
  } else {
    initial.queue.joinAll(takeBytes(packed, fields.number()));
    initial.answers.rememberAll(takeBytes(packed, fields.number()));
  }
  if (version !== VERSION_WITHOUT_ADMISSIONS) {
    for (const [seat, admission] of fields.listOf(readAdmission)) initial.admissions.admit(seat, admission);
  }
  fields.end();
  return { ...initial, sequence, last_event_at, cancelled, shelf, changes: noChanges() };
}

function bookingFields(booking: Booking): readonly unknown[] {
  const { booking_id, session, made_at, expires_at, lapses_at, status, version, seats, payment } = booking;
  return [
    ulidField(booking_id),
    fingerprintField(session),
    made_at,
    expires_at,
    lapses_at,
    BOOKING_STATUS_NUMBERS[status],
    version,
    seats,
    paymentFields(payment),
  ];
}

function readHeldBooking(item: unknown): Booking {
  const fields = new FieldReader(item);
  return {
    booking_id: fields.ulid(),
    session: fields.fingerprint(),
    made_at: fields.number(),
    expires_at: fields.number(),
    lapses_at: fields.number(),
    status: readBookingStatus(fields),
    version: fields.number(),
    seats: fields.numbers(),
    payment: readPayment(fields.optionalNested()),
  };
}

function restoreBooking(state: ShowState, booking: Booking): void {
  state.bookings.set(booking.booking_id, booking);
  if (booking.status !== 'reserved') return;
  const held = state.session_seats.get(booking.session) ?? 0;
  state.session_seats.set(booking.session, held + booking.seats.length);
  if (booking.payment?.status !== 'in_flight') state.reservations.append(booking.booking_id, booking);
}

function openPaymentFields(payment: OpenPayment): readonly unknown[] {
  const { payment_id, booking, payment_token, amount, started_at, ends_at, type, troubled } = payment;
  return [
    ulidField(payment_id),
    ulidField(booking.booking_id),
    payment_token,
    amount,
    started_at,
    ends_at,
    Number(type === 'refund'),
    Number(troubled),
  ];
}

function readOpenPayment(state: ShowState, item: unknown): OpenPayment {
  const fields = new FieldReader(item);
  const payment_id = fields.ulid();
  const booking = state.bookings.get(fields.ulid());
  if (booking === undefined) throw new CodecError(`the payment ${payment_id} has no booking`);
  return {
    payment_id,
    booking,
    payment_token: fields.text(),
    amount: fields.number(),
    started_at: fields.number(),
    ends_at: fields.number(),
    type: fields.number() === 1 ? 'refund' : 'charge',
    troubled: fields.number() === 1,
  };
}

function restorePayment(state: ShowState, payment: OpenPayment): void {
  state.open_payments.set(payment.payment_id, payment);
  const holds_seats = payment.type === 'charge' && payment.booking.status === 'reserved';
  if (holds_seats) state.paying.append(payment.payment_id, payment);
}

function readWaitingUser(item: unknown): WaitingUser {
  const fields = new FieldReader(item);
  return {
    waiting_id: fields.ulid(),
    booking_id: fields.ulid(),
    session: fields.fingerprint(),
    count: fields.number(),
    joined_at: fields.number(),
    expires_at: fields.number(),
    joined_position: fields.number(),
  };
}

function rememberAnswer(state: ShowState, item: unknown): void {
  const fields = new FieldReader(item);
  const key = fields.fingerprint();
  state.answers.remember(key, { body: fields.fingerprint(), answer: readAnswer(fields.nested()) });
}

function admissionFields([seat, { admitted_at, nonce }]: readonly [number, Admission]): readonly unknown[] {
  return [seat, admitted_at, fingerprintField(nonce)];
}

function readAdmission(item: unknown): [number, Admission] {
  const fields = new FieldReader(item);
  return [fields.number(), { admitted_at: fields.number(), nonce: fields.fingerprint() }];
}
