import type { Limits } from '../../limits.ts';
import type { ShowCommand } from '../commands.ts';
import type { ShowState } from '../state.ts';
import { bookingOf, changeSeats, endBooking } from './bookings.ts';
import { checkIn } from './check-in.ts';
import { accept, type Decision, refuse } from './decision.ts';
import { blockSeats, cancelShow } from './operator.ts';
import { concludePayment, concludeRefund, startPayment } from './payments.ts';
import { joinQueue, leaveQueue } from './queue.ts';
import { reserve } from './reserve.ts';

/**
 * What a command leads to in a settled show. Pure: it reads the state, the command and the time, and changes nothing.
 * `now` is never before the show's newest event.
 */
export function decide(state: ShowState, command: ShowCommand, now: number, limits: Limits): Decision {
  switch (command.type) {
    case 'reserve':
      return reserve(state, command, now, limits);
    case 'change_seats':
      return changeSeats(state, command, now);
    case 'end_booking':
      return endBooking(state, command, now);
    case 'start_payment':
      return startPayment(state, command, now, limits);
    case 'conclude_payment':
      return concludePayment(state, command, now);
    case 'conclude_refund':
      return concludeRefund(state, command, now);
    case 'join_queue':
      return joinQueue(state, command, now, limits);
    case 'leave_queue':
      return leaveQueue(state, command, now);
    case 'block_seats':
      return blockSeats(state, command, now);
    case 'cancel_show':
      return cancelShow(state, now);
    case 'check_in':
      return checkIn(state, command, now, limits);
    case 'read_seat_map':
      return accept({ type: 'seat_map' });
    case 'read_booking': {
      const { session, booking_id } = command;
      if (bookingOf(state, session, booking_id) === undefined) return refuse({ code: 'unknown_booking' });
      return accept({ type: 'booking', booking_id });
    }
    case 'read_waiting': {
      const { session, waiting_id } = command;
      if (state.queue.get(waiting_id)?.session !== session) return refuse({ code: 'unknown_waiting' });
      return accept({ type: 'waiting', waiting_id });
    }
    case 'read_door_list':
      return accept({ type: 'door_list' });
    case 'settle':
      return accept({ type: 'nothing' });
    default:
      return never(command);
  }
}

function never(command: never): never {
  throw new Error(`no command to a show: ${JSON.stringify(command)}`);
}
