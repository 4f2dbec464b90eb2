import type { BookingPayment, BookingRecord } from '../show/booking.ts';
import type { Answer, WaitingRecord } from '../show/remembered-answer.ts';
import type { BookingStatus, PaymentStatus, WaitingStatus } from '../show/replies.ts';
import {
  BOOKING_STATUS_NUMBERS,
  PAYMENT_STATUS_NUMBERS,
  statusOf,
  WAITING_STATUS_NUMBERS,
} from '../show/status-numbers.ts';
import { CodecError, type FieldReader, fingerprintField, ulidField } from './fields.ts';

const ANSWER_BOOKING = 1;
const ANSWER_PAYMENT = 2;
const ANSWER_WAITING = 3;

export function answerFields(answer: Answer): readonly unknown[] {
  switch (answer.type) {
    case 'booking':
      return [ANSWER_BOOKING, bookingFields(answer.booking)];
    case 'payment':
      return [ANSWER_PAYMENT, ulidField(answer.payment_id), bookingFields(answer.booking)];
    case 'waiting':
      return [ANSWER_WAITING, waitingFields(answer.waiting)];
    default:
      throw new CodecError(`no answer: ${JSON.stringify(answer satisfies never)}`);
  }
}

export function readAnswer(fields: FieldReader): Answer {
  const type = fields.number();
  switch (type) {
    case ANSWER_BOOKING:
      return { type: 'booking', booking: readBooking(fields.nested()) };
    case ANSWER_PAYMENT:
      return { type: 'payment', payment_id: fields.ulid(), booking: readBooking(fields.nested()) };
    case ANSWER_WAITING:
      return { type: 'waiting', waiting: readWaiting(fields.nested()) };
    default:
      throw new CodecError(`no answer has the number ${type}`);
  }
}

function bookingFields(booking: BookingRecord): readonly unknown[] {
  const { booking_id, session, status, version, seats, expires_at, payment } = booking;
  const number = BOOKING_STATUS_NUMBERS[status];
  return [
    ulidField(booking_id),
    fingerprintField(session),
    number,
    version,
    seats,
    expires_at,
    paymentFields(payment),
  ];
}

function readBooking(fields: FieldReader): BookingRecord {
  return {
    booking_id: fields.ulid(),
    session: fields.fingerprint(),
    status: readBookingStatus(fields),
    version: fields.number(),
    seats: fields.numbers(),
    expires_at: fields.number(),
    payment: readPayment(fields.optionalNested()),
  };
}

export function paymentFields(payment: BookingPayment | null): readonly unknown[] | null {
  if (payment === null) return null;
  return [ulidField(payment.payment_id), PAYMENT_STATUS_NUMBERS[payment.status], payment.reason];
}

export function readPayment(fields: FieldReader | null): BookingPayment | null {
  if (fields === null) return null;
  return { payment_id: fields.ulid(), status: readPaymentStatus(fields), reason: fields.optionalText() };
}

function waitingFields(waiting: WaitingRecord): readonly unknown[] {
  const { waiting_id, session, status, version, count, position, expires_at, booking } = waiting;
  return [
    ulidField(waiting_id),
    fingerprintField(session),
    WAITING_STATUS_NUMBERS[status],
    version,
    count,
    position,
    expires_at,
    booking === null ? null : bookingFields(booking),
  ];
}

function readWaiting(fields: FieldReader): WaitingRecord {
  const waiting = {
    waiting_id: fields.ulid(),
    session: fields.fingerprint(),
    status: readWaitingStatus(fields),
    version: fields.number(),
    count: fields.number(),
    position: fields.optionalNumber(),
    expires_at: fields.number(),
  };
  const booking = fields.optionalNested();
  return { ...waiting, booking: booking === null ? null : readBooking(booking) };
}

export function readBookingStatus(fields: FieldReader): BookingStatus {
  return statusOf(BOOKING_STATUS_NUMBERS, fields.number());
}

function readPaymentStatus(fields: FieldReader): PaymentStatus {
  return statusOf(PAYMENT_STATUS_NUMBERS, fields.number());
}

function readWaitingStatus(fields: FieldReader): WaitingStatus {
  return statusOf(WAITING_STATUS_NUMBERS, fields.number());
}
