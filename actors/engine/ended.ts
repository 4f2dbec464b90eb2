import type { EventLog } from '../../persistence/event-log.ts';
import type { ShowCommand } from '../show/commands.ts';
import { notReserved } from '../show/decide/bookings.ts';
import type { BookingView, Reply } from '../show/replies.ts';
import type { SeatMap } from '../show/seat-map.ts';
import { BOOKING_STATUS_NUMBERS } from '../show/status-numbers.ts';
import { bookingOfRow, waitingOfRow } from './tables.ts';

/**
 * Bookings and waits that have ended live in the tables, not in their show's memory. Where a show refused a command
 * because it does not know the booking or wait, this is the answer if it was the session's and has ended; null if not.
 */
export async function answerAboutEnded(
  log: EventLog,
  show_id: string,
  command: ShowCommand,
  seat_map: SeatMap,
): Promise<Reply | null> {
  switch (command.type) {
    case 'read_booking':
    case 'change_seats':
    case 'start_payment':
    case 'end_booking': {
      const booking = await endedBooking(log, show_id, command.booking_id, command.session, seat_map);
      if (booking === null) return null;
      if (command.type === 'read_booking') return { type: 'booking', booking };
      const is_cancel = command.type === 'end_booking' && command.only === 'booked';
      if (is_cancel) return { type: 'refused', code: 'not_booked', status: booking.status };
      return { type: 'refused', ...notReserved(booking.status) };
    }
    case 'read_waiting':
    case 'leave_queue': {
      const row = await log.findEndedWaiting(command.waiting_id);
      if (row === null || row.show_id !== show_id || row.session !== command.session) return null;
      const { booking_id } = row;
      const booking =
        booking_id === null ? null : await endedBooking(log, show_id, booking_id, row.session, seat_map);
      return { type: 'waiting', waiting: waitingOfRow(row, booking) };
    }
    case 'check_in': {
      const row = await log.findBooking(command.booking_id);
      const was_cancelled = row?.show_id === show_id && row.status === BOOKING_STATUS_NUMBERS.cancelled;
      return was_cancelled && row.seats.includes(command.seat_id)
        ? { type: 'check_in', outcome: { result: 'cancelled' } }
        : null;
    }
    default:
      return null;
  }
}

async function endedBooking(
  log: EventLog,
  show_id: string,
  booking_id: string,
  session: string,
  seat_map: SeatMap,
): Promise<BookingView | null> {
  const row = await log.findBooking(booking_id);
  return row === null || row.show_id !== show_id || row.session !== session
    ? null
    : bookingOfRow(row, seat_map);
}
