import type { BookingRow, EndedWaitingRow, TableChanges } from '../../persistence/event-log.ts';
import { type BookingRecord, recordBooking } from '../show/booking.ts';
import { soonestDeadline } from '../show/due.ts';
import type { BookingView, SeatView, WaitingView } from '../show/replies.ts';
import { type SeatMap, seatAt, totalOf } from '../show/seat-map.ts';
import type { ShowState } from '../show/state.ts';
import {
  BOOKING_STATUS_NUMBERS,
  PAYMENT_STATUS_NUMBERS,
  statusOf,
  WAITING_STATUS_NUMBERS,
} from '../show/status-numbers.ts';
import { recordEndedWaiting } from '../show/views.ts';

/** What the step that `state.changes` tells of changes in the tables that people query. */
export function tableChanges(state: ShowState): TableChanges {
  return {
    bookings: state.changes.bookings.map((booking) => bookingRow(state, recordBooking(booking))),
    ended_waitings: state.changes.ended_waitings.map((ended): EndedWaitingRow => {
      const { waiting_id, session, status, version, count, expires_at, booking } = recordEndedWaiting(ended);
      return {
        waiting_id,
        show_id: state.definition.show_id,
        session,
        status: WAITING_STATUS_NUMBERS[status],
        version,
        count,
        expires_at_ms: expires_at,
        booking_id: booking?.booking_id ?? null,
      };
    }),
    deadline_ms: wakeAt(state),
    available: Array.from(state.available),
  };
}

/** When the show has to be awake next: at once while a payment is open, so that a restart takes it up again. */
function wakeAt(state: ShowState): number | null {
  let soonest = soonestDeadline(state);
  for (const { started_at } of state.open_payments.values()) {
    if (soonest === null || started_at < soonest) soonest = started_at;
  }
  return soonest;
}

function bookingRow(state: ShowState, record: BookingRecord): BookingRow {
  const { payment } = record;
  return {
    booking_id: record.booking_id,
    show_id: state.definition.show_id,
    session: record.session,
    status: BOOKING_STATUS_NUMBERS[record.status],
    version: record.version,
    seats: record.seats.map((seat) => seatAt(state.seat_map, seat).seat_id),
    total: totalOf(state.seat_map, record.seats),
    currency: state.definition.currency,
    expires_at_ms: record.expires_at,
    payment:
      payment === null
        ? null
        : {
            payment_id: payment.payment_id,
            status: PAYMENT_STATUS_NUMBERS[payment.status],
            reason: payment.reason,
          },
  };
}

/** A booking that has ended lives in the tables alone; this is how it looked last. */
export function bookingOfRow(row: BookingRow, seat_map: SeatMap): BookingView {
  const { booking_id, show_id, version, total, currency, payment } = row;
  return {
    booking_id,
    show_id,
    status: statusOf(BOOKING_STATUS_NUMBERS, row.status),
    version,
    seats: row.seats.map((seat_id) => seatNamed(seat_map, seat_id)),
    total,
    currency,
    expires_at: row.expires_at_ms,
    payment:
      payment === null ? null : { ...payment, status: statusOf(PAYMENT_STATUS_NUMBERS, payment.status) },
  };
}

export function waitingOfRow(row: EndedWaitingRow, booking: BookingView | null): WaitingView {
  const { waiting_id, show_id, version, count, expires_at_ms } = row;
  const status = statusOf(WAITING_STATUS_NUMBERS, row.status);
  return { waiting_id, show_id, status, version, count, position: null, expires_at: expires_at_ms, booking };
}

function seatNamed(seat_map: SeatMap, seat_id: string): SeatView {
  const seat = seat_map.index_of.get(seat_id);
  if (seat === undefined) throw new RangeError(`the hall has no seat ${seat_id}`);
  return seatAt(seat_map, seat);
}
