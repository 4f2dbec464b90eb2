import { openLogReader } from '../../persistence/index.ts';
import { textAt, valueAt } from '../support/small-catalogue.ts';
import type { Purchase } from './payers.ts';

const BOOKED = 2;
const EXPIRED = 3;
const CANCELLED = 5;

export interface Reconciliation {
  /** In words; nothing where both agree to the cent. */
  readonly differences: readonly string[];
  readonly bookings: number;
  readonly payments: number;
  readonly declined: number;
  /** Captured when their reservation was gone, and so refunded. */
  readonly late: number;
  readonly captured: number;
  readonly refunded: number;
  /** What is booked, by our own log. */
  readonly sold: number;
}

/** Compares the provider's own books, a JSON object a line, with what our log's tables say, booking by booking. */
export function reconcile(
  data_folder: string,
  books: string,
  price: number,
  purchases: Iterable<Purchase>,
): Reconciliation {
  const differences: string[] = [];
  const kept = new Map<string, number>();
  const given_back = new Set<string>();
  let payments = 0;
  let declined = 0;
  let late = 0;
  let captured = 0;
  let refunded = 0;
  for (const line of books.split('\n').filter((each) => each !== '')) {
    const payment: unknown = JSON.parse(line);
    const booking_id = textAt(payment, 'metadata', 'booking_id');
    const [taken, given] = [Number(valueAt(payment, 'captured')), Number(valueAt(payment, 'refunded'))];
    kept.set(booking_id, (kept.get(booking_id) ?? 0) + taken - given);
    payments += 1;
    captured += taken;
    refunded += given;
    if (given > 0) given_back.add(booking_id);
    if (valueAt(payment, 'status') === 'declined') declined += 1;
    if (valueAt(payment, 'status') === 'processing') differences.push(`${line} has not ended`);
  }

  const statuses = new Map<string, number>();
  const taken = new Map<string, string>();
  let sold = 0;
  const reader = openLogReader(data_folder);
  try {
    for (const { show_id, booking_id, status, seats, total } of reader.bookings()) {
      statuses.set(booking_id, status);
      const due = status === BOOKED ? seats.length * price : 0;
      sold += due;
      if (status === EXPIRED && given_back.has(booking_id)) late += 1;
      const has = kept.get(booking_id) ?? 0;
      kept.delete(booking_id);
      if (has !== due)
        differences.push(`booking ${booking_id} (${status}): the provider keeps ${has}, not ${due}`);
      if (status !== BOOKED) continue;
      if (total !== due) differences.push(`booking ${booking_id} costs ${total}, not ${due}`);
      for (const seat of seats.map((each) => `${show_id} ${each}`)) {
        const other = taken.get(seat);
        if (other !== undefined) differences.push(`the seat ${seat} is sold to ${other} and ${booking_id}`);
        taken.set(seat, booking_id);
      }
    }
  } finally {
    reader.close();
  }
  for (const [booking_id, has] of kept)
    differences.push(`the provider keeps ${has} of ${booking_id}, which we do not know`);
  for (const { booking_id, status } of purchases) {
    const now = statuses.get(booking_id);
    if (now === undefined) differences.push(`booking ${booking_id} was acknowledged, and is gone`);
    if (status === 'booked' && now !== BOOKED && now !== CANCELLED) {
      differences.push(`booking ${booking_id} was acknowledged as booked, and is now ${now}`);
    }
    if (status === 'cancelled' && now !== CANCELLED) {
      differences.push(`booking ${booking_id} was acknowledged as cancelled, and is now ${now}`);
    }
  }
  return { differences, bookings: statuses.size, payments, declined, late, captured, refunded, sold };
}
