import type { BookingStatus, PaymentStatus, WaitingStatus } from './replies.ts';

/** The numbers that stand for statuses in the tables and in stored events; they are never given another meaning. */

/** DESIGN section 1. */
export const BOOKING_STATUS_NUMBERS: Readonly<Record<BookingStatus, number>> = {
  reserved: 1,
  booked: 2,
  expired: 3,
  released: 4,
  cancelled: 5,
};

export const PAYMENT_STATUS_NUMBERS: Readonly<Record<PaymentStatus, number>> = {
  in_flight: 1,
  declined: 2,
  captured: 3,
  refunding: 4,
  refunded: 5,
};

export const WAITING_STATUS_NUMBERS: Readonly<Record<WaitingStatus, number>> = {
  waiting: 1,
  served: 2,
  cancelled: 3,
  timed_out: 4,
  not_enough_seats: 5,
  sales_closed: 6,
  show_cancelled: 7,
};

/** The status that a stored number stands for. Throws a RangeError where there is none. */
export function statusOf<Status extends string>(
  numbers: Readonly<Record<Status, number>>,
  number: number,
): Status {
  for (const status in numbers) if (numbers[status] === number) return status;
  throw new RangeError(`no status has the number ${number}`);
}
