import type { SeatsReserved, ShowEvent, WaitingServed } from '../show/events.ts';
import { definitionFields } from './definition-fields.ts';
import { READS, type ReadEvent } from './event-readers.ts';
import { CodecError, fingerprintField, pack, readSensibly, ulidField, unpack } from './fields.ts';
import { answerFields } from './record-fields.ts';

/**
 * Events as bytes: a list of the event's number, its version, its time and its fields in a fixed order. Numbers are
 * never given another meaning. When an event changes, its version grows and the readers of the older versions stay.
 */
const NUMBERS: Readonly<Record<ShowEvent['type'], number>> = {
  show_opened: 1,
  seats_reserved: 2,
  seats_exchanged: 3,
  reservation_released: 4,
  reservation_expired: 5,
  payment_started: 6,
  payment_unknown: 7,
  payment_declined: 8,
  payment_captured: 9,
  payment_captured_late: 10,
  booking_cancelled: 11,
  refund_failed: 12,
  payment_refunded: 13,
  waiting_joined: 14,
  waiting_served: 15,
  waiting_left: 16,
  waiting_timed_out: 17,
  waiting_unservable: 18,
  sales_closed: 19,
  seats_blocked: 20,
  show_cancelled: 21,
  answer_remembered: 22,
  ticket_admitted: 23,
};

/** The version of every event that is written now. */
const VERSION = 1;

export function encodeEvent(event: ShowEvent): Uint8Array {
  return pack([NUMBERS[event.type], VERSION, event.at, ...fieldsOf(event)]);
}

/** Throws a `CodecError` where the bytes are no event that this code, or an older one, has written. */
export function decodeEvent(bytes: Uint8Array): ShowEvent {
  const fields = unpack(bytes);
  const number = fields.number();
  const version = fields.number();
  const at = fields.number();
  const read = READERS.get(number);
  if (read === undefined) throw new CodecError(`no event has the number ${number}`);
  if (version !== VERSION)
    throw new CodecError(`the event with the number ${number} has the unknown version ${version}`);
  const event = readSensibly(() => read(fields, at));
  fields.end();
  return event;
}

function fieldsOf(event: ShowEvent): readonly unknown[] {
  switch (event.type) {
    case 'show_opened':
      return definitionFields(event.definition);
    case 'seats_reserved': {
      const { booking_id, session, seats } = event;
      return [ulidField(booking_id), fingerprintField(session), seats, ...deadlineFields(event)];
    }
    case 'seats_exchanged':
      return [ulidField(event.booking_id), event.seats];
    case 'reservation_released':
    case 'reservation_expired':
    case 'booking_cancelled':
      return [ulidField(event.booking_id)];
    case 'payment_started': {
      const { at, booking_id, payment_id, payment_token, amount, ends_at } = event;
      return [ulidField(booking_id), ulidField(payment_id), payment_token, amount, ends_at - at];
    }
    case 'payment_unknown':
    case 'payment_captured':
    case 'payment_captured_late':
    case 'payment_refunded':
      return [ulidField(event.payment_id)];
    case 'payment_declined':
    case 'refund_failed':
      return [ulidField(event.payment_id), event.reason];
    case 'waiting_joined': {
      const { at, waiting_id, booking_id, session, count, expires_at } = event;
      return [
        ulidField(waiting_id),
        ulidField(booking_id),
        fingerprintField(session),
        count,
        expires_at - at,
      ];
    }
    case 'waiting_served':
      return [ulidField(event.waiting_id), event.seats, ...deadlineFields(event)];
    case 'waiting_left':
    case 'waiting_timed_out':
      return [ulidField(event.waiting_id)];
    case 'waiting_unservable':
      return [event.wanting_at_least];
    case 'sales_closed':
    case 'show_cancelled':
      return [];
    case 'seats_blocked':
      return [event.seats];
    case 'ticket_admitted': {
      const { at, booking_id, seat, admitted_at, nonce } = event;
      return [ulidField(booking_id), seat, at - admitted_at, fingerprintField(nonce)];
    }
    case 'answer_remembered':
      return [fingerprintField(event.key), fingerprintField(event.body), answerFields(event.answer)];
    default:
      return never(event);
  }
}

/** Times soon after the event's own are written as the distance to it: a few bytes instead of nine. */
function deadlineFields({ at, expires_at, lapses_at }: SeatsReserved | WaitingServed): readonly unknown[] {
  return [expires_at - at, lapses_at - at];
}

const READERS: ReadonlyMap<number, ReadEvent> = new Map(
  (Object.keys(NUMBERS) as ShowEvent['type'][]).map((type) => [NUMBERS[type], READS[type]]),
);

function never(event: never): never {
  throw new CodecError(`no event: ${JSON.stringify(event)}`);
}
