import { BOOKING_STATUS_NUMBERS } from '../../actors/show/status-numbers.ts';
import type { LogReader } from '../../persistence/index.ts';

/** The booked bookings of a show, as the table of bookings has them. */
export interface BookedTotal {
  bookings: number;
  /** Minor units. */
  total: bigint;
  readonly currency: string;
}

/** By show; `only` narrows them to one. */
export function bookedTotals(reader: LogReader, only: string | null): ReadonlyMap<string, BookedTotal> {
  const totals = new Map<string, BookedTotal>();
  for (const { show_id, status, total, currency } of reader.bookings()) {
    if (status !== BOOKING_STATUS_NUMBERS.booked || (only !== null && show_id !== only)) continue;
    const sum = totals.get(show_id) ?? { bookings: 0, total: 0n, currency };
    totals.set(show_id, sum);
    sum.bookings += 1;
    sum.total += BigInt(total);
  }
  return totals;
}
