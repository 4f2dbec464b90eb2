import type {
  BookingView,
  CheckInOutcome,
  DoorListTicket,
  Reply,
  WaitingView,
} from '../../actors/show/replies.ts';
import {
  type Answer,
  type Booking,
  type CheckIn,
  type DoorTicket,
  problemAnswer,
  type Waiting,
} from './answers.ts';
import { paymentAnswer } from './payment-answer.ts';
import { refusalProblem } from './refusals.ts';
import type { Verb } from './requests.ts';
import { bookedSeatOf, seatMapOf } from './seats.ts';

/** The answer to a request of the verb that the show replied to. */
export function answerOf(verb: Verb, reply: Reply): Answer {
  switch (reply.type) {
    case 'booking':
      return {
        type: 'booking',
        status: verb === 'reserve' ? 201 : 200,
        body: { booking: bookingOf(reply.booking) },
      };
    case 'payment':
      return paymentAnswer(reply.payment_id, bookingOf(reply.booking));
    case 'waiting':
      return {
        type: 'waiting',
        status: verb === 'wait' ? 201 : 200,
        body: { waiting: waitingOf(reply.waiting) },
      };
    case 'seat_map':
      return { type: 'seat_map', status: 200, body: seatMapOf(reply.seat_map) };
    case 'check_in':
      return { type: 'check_in', status: 200, body: checkInOf(reply.outcome) };
    case 'door_list':
      return { type: 'door_list', status: 200, body: { tickets: reply.tickets.map(doorTicketOf) } };
    case 'done':
      return { type: 'done', status: 204, body: null };
    case 'refused':
      return problemAnswer(refusalProblem(reply));
    default:
      return unknownReply(reply);
  }
}

export function bookingOf(view: BookingView): Booking {
  return {
    booking_id: view.booking_id,
    show_id: view.show_id,
    status: view.status,
    version: view.version,
    seats: view.seats.map((seat) => bookedSeatOf(seat, view.currency)),
    total: { amount: view.total, currency: view.currency },
    expires_at: timestampOf(view.expires_at),
    payment: view.payment,
  };
}

export function waitingOf(view: WaitingView): Waiting {
  return {
    waiting_id: view.waiting_id,
    show_id: view.show_id,
    status: view.status,
    version: view.version,
    count: view.count,
    position: view.position,
    expires_at: timestampOf(view.expires_at),
    booking: view.booking === null ? null : bookingOf(view.booking),
  };
}

function checkInOf(outcome: CheckInOutcome): CheckIn {
  return {
    result: outcome.result,
    admitted_at: 'admitted_at' in outcome ? timestampOf(outcome.admitted_at) : null,
    admits_from: 'admits_from' in outcome ? timestampOf(outcome.admits_from) : null,
  };
}

function doorTicketOf({ booking_id, seat_id, admitted_at }: DoorListTicket): DoorTicket {
  return { booking_id, seat_id, admitted_at: admitted_at === null ? null : timestampOf(admitted_at) };
}

const MS_PER_SECOND = 1_000;
const TO_THE_SECOND = 'YYYY-MM-DDTHH:MM:SS.'.length;
let written_second = Number.NaN;
let written = '';

/**
 * Deadlines are told in UTC, so that no client reckons with a time zone. Nearly all that are told at a time lie in the
 * same second, which is written once: a `Date` takes eight times as long.
 */
function timestampOf(unix_ms: number): string {
  const second = Math.floor(unix_ms / MS_PER_SECOND);
  if (second !== written_second) {
    written = new Date(second * MS_PER_SECOND).toISOString().slice(0, TO_THE_SECOND);
    written_second = second;
  }
  const milliseconds = String(unix_ms - second * MS_PER_SECOND).padStart(3, '0');
  return `${written}${milliseconds}Z`;
}

function unknownReply(reply: never): never {
  throw new TypeError(`a reply that the protocol does not know: ${JSON.stringify(reply)}`);
}
