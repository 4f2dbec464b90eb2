import type { ShowCancelled, ShowEvent, ShowOpened } from '../../actors/show/events.ts';
import { ticketAdmitted } from './admissions.ts';
import { answerRemembered } from './answers.ts';
import type { Accuse } from './findings.ts';
import {
  paymentCaptured,
  paymentCapturedLate,
  paymentDeclined,
  paymentRefunded,
  paymentStarted,
  paymentUnknown,
  refundFailed,
} from './money.ts';
import {
  endWaitings,
  salesClosed,
  waitingJoined,
  waitingLeft,
  waitingServed,
  waitingTimedOut,
  waitingUnservable,
} from './queue.ts';
import {
  bookingCancelled,
  cancelBooking,
  reservationExpired,
  reservationReleased,
  seatsExchanged,
  seatsReserved,
} from './reservations.ts';
import { seatsBlocked } from './seats.ts';
import { isStarted, type ShowModel } from './show-model.ts';

/** Takes one event into the show, and holds it against the rules that are its own. */
export function takeIn(show: ShowModel, event: ShowEvent, accuse: Accuse): void {
  switch (event.type) {
    case 'show_opened':
      openedAgain(event, accuse);
      break;
    case 'seats_reserved':
      seatsReserved(show, event, accuse);
      break;
    case 'seats_exchanged':
      seatsExchanged(show, event, accuse);
      break;
    case 'reservation_released':
      reservationReleased(show, event, accuse);
      break;
    case 'reservation_expired':
      reservationExpired(show, event, accuse);
      break;
    case 'payment_started':
      paymentStarted(show, event, accuse);
      break;
    case 'payment_unknown':
      paymentUnknown(show, event, accuse);
      break;
    case 'payment_declined':
      paymentDeclined(show, event, accuse);
      break;
    case 'payment_captured':
      paymentCaptured(show, event, accuse);
      break;
    case 'payment_captured_late':
      paymentCapturedLate(show, event, accuse);
      break;
    case 'booking_cancelled':
      bookingCancelled(show, event, accuse);
      break;
    case 'refund_failed':
      refundFailed(show, event, accuse);
      break;
    case 'payment_refunded':
      paymentRefunded(show, event, accuse);
      break;
    case 'waiting_joined':
      waitingJoined(show, event, accuse);
      break;
    case 'waiting_served':
      waitingServed(show, event, accuse);
      break;
    case 'waiting_left':
      waitingLeft(show, event, accuse);
      break;
    case 'waiting_timed_out':
      waitingTimedOut(show, event, accuse);
      break;
    case 'waiting_unservable':
      waitingUnservable(show, event, accuse);
      break;
    case 'sales_closed':
      salesClosed(show, event, accuse);
      break;
    case 'seats_blocked':
      seatsBlocked(show, event, accuse);
      break;
    case 'show_cancelled':
      showCancelled(show, event, accuse);
      break;
    case 'ticket_admitted':
      ticketAdmitted(show, event, accuse);
      break;
    case 'answer_remembered':
      answerRemembered(show, event, accuse);
      break;
    default:
      never(event);
  }
}

function openedAgain(event: ShowOpened, accuse: Accuse): void {
  accuse('not_opened', `the show is opened again, as ${event.definition.show_id}`);
}

function showCancelled(show: ShowModel, event: ShowCancelled, accuse: Accuse): void {
  if (isStarted(show)) accuse('after_start', `the show is cancelled at ${event.at}, after its start`);
  show.cancelled = true;
  for (const booking of [...show.bookings.values()]) {
    if (booking.status === 'reserved' || booking.status === 'booked') cancelBooking(show, booking);
  }
  endWaitings(show, show.queue, 'show_cancelled');
}

function never(event: never): never {
  throw new Error(`no event of a show: ${JSON.stringify(event)}`);
}
