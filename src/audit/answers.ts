import { KEY_MEMORY_AFTER_START_MS } from '../../actors/limits.ts';
import type { AnswerRemembered } from '../../actors/show/events.ts';
import { differingFields } from './differing-fields.ts';
import type { Accuse } from './findings.ts';
import type { Booking, ShowModel, Waiting } from './show-model.ts';

/** Rule 11. The answer says what all events of its step before it say. */
export function answerRemembered(show: ShowModel, event: AnswerRemembered, accuse: Accuse): void {
  const { key, answer, at } = event;
  const is_forgotten = at > show.definition.starts_at + KEY_MEMORY_AFTER_START_MS;
  if (show.remembered.has(key) && !is_forgotten) {
    accuse('key_repeated', `the key of the answer was remembered before, at ${show.remembered.get(key)}`);
  }
  show.remembered.set(key, at);
  if (answer.type === 'waiting') {
    const { waiting_id } = answer.waiting;
    const waiting = show.waitings.get(waiting_id);
    compare(`place ${waiting_id}`, answer.waiting, waiting && waitingRecord(show, waiting), accuse);
    return;
  }
  const { booking_id } = answer.booking;
  const booking = show.bookings.get(booking_id);
  compare(`booking ${booking_id}`, answer.booking, booking && bookingRecord(booking), accuse);
  if (answer.type === 'payment' && booking?.payment?.payment_id !== answer.payment_id) {
    accuse(
      'answer_disagrees',
      `the answer tells of payment ${answer.payment_id}, which is not that of booking ${booking_id}`,
    );
  }
}

function compare(name: string, told: object, happened: object | undefined, accuse: Accuse): void {
  if (happened === undefined) {
    accuse('answer_disagrees', `the answer tells of ${name}, which there is not`);
    return;
  }
  for (const field of differingFields(told, happened)) {
    accuse('answer_disagrees', `the answer tells another ${field} of ${name} than the events do`);
  }
}

function bookingRecord({
  booking_id,
  session,
  status,
  version,
  seats,
  expires_at,
  payment,
}: Booking): object {
  const newest = payment && {
    payment_id: payment.payment_id,
    status: payment.status,
    reason: payment.reason,
  };
  return { booking_id, session, status, version, seats, expires_at, payment: newest };
}

function waitingRecord(show: ShowModel, waiting: Waiting): object {
  const { waiting_id, booking_id, session, count, expires_at, end } = waiting;
  const booking = end === 'served' ? show.bookings.get(booking_id) : undefined;
  return {
    waiting_id,
    session,
    status: end ?? 'waiting',
    version: waitingVersion(show, waiting),
    count,
    position: end === null ? positionOf(show, waiting) : null,
    expires_at,
    booking: booking === undefined ? null : bookingRecord(booking),
  };
}

/** Each step forward is a version, and the end is newer than each of them. */
export function waitingVersion(show: ShowModel, waiting: Waiting): number {
  return 1 + waiting.joined_position - (waiting.end === null ? positionOf(show, waiting) : 0);
}

/** 1 for the head. */
function positionOf(show: ShowModel, waiting: Waiting): number {
  return show.queue.indexOf(waiting) + 1;
}
