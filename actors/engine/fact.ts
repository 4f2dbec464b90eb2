import { recordBooking } from '../show/booking.ts';
import type { ShowEvent } from '../show/events.ts';
import { seatAt } from '../show/seat-map.ts';
import type { ShowState } from '../show/state.ts';
import { bookingView, recordEndedWaiting, seatStatus, waitingView } from '../show/views.ts';
import type { PaymentTask, ShowFact } from './contract.ts';

/** The step that was just taken, as the outside will hear of it once it is durable. */
export function factOf(
  state: ShowState,
  events: readonly ShowEvent[],
  available: readonly number[],
): ShowFact {
  const { changes } = state;
  return {
    show_id: state.definition.show_id,
    sequence: state.sequence - events.length + 1,
    events,
    seats: changes.seats.map((seat) => ({
      seat_id: seatAt(state.seat_map, seat).seat_id,
      status: seatStatus(state, seat),
    })),
    bookings: changes.bookings.map((booking) => bookingView(state, recordBooking(booking))),
    ended_waitings: changes.ended_waitings.map((ended) => waitingView(state, recordEndedWaiting(ended))),
    queue_moved: changes.queue_moved,
    available,
  };
}

/** What the payment service has to do about these of the show's payments. */
export function paymentTasks(state: ShowState, payment_ids: Iterable<string>): PaymentTask[] {
  const tasks: PaymentTask[] = [];
  for (const payment_id of payment_ids) {
    const payment = state.open_payments.get(payment_id);
    if (payment === undefined) continue;
    const { booking, payment_token, amount, type } = payment;
    const { show_id, currency } = state.definition;
    tasks.push({
      type,
      show_id,
      booking_id: booking.booking_id,
      payment_id,
      payment_token,
      amount,
      currency,
    });
  }
  return tasks;
}
