import { AVAILABLE, BLOCKED, BOOKED, RESERVED, type ShowState } from './state.ts';

/** A reservation that its user has less time left for runs out soon. */
const SOON_MS = 60_000;

/** How a show stands, in numbers. Times are Unix milliseconds, null where there is nothing of the kind. */
export interface ShowFigures {
  readonly show_id: string;
  readonly cancelled: boolean;
  readonly seats: {
    readonly available: number;
    readonly reserved: number;
    readonly booked: number;
    readonly blocked: number;
  };
  readonly waiting: number;
  /** When the head of the queue joined it. */
  readonly oldest_wait_at: number | null;
  /** Those that are being paid for not counted. */
  readonly reservations: number;
  /** Of these, the ones whose `expires_at` is less than a minute away, or over. */
  readonly expiring_soon: number;
  readonly next_expiry_at: number | null;
  readonly charges: number;
  readonly refunds: number;
  readonly oldest_payment_at: number | null;
}

/** Costs a look at each seat and each open payment. */
export function figuresOf(state: ShowState, now: number): ShowFigures {
  const seats_with = [0, 0, 0, 0];
  for (const status of state.seat_status) seats_with[status] = (seats_with[status] ?? 0) + 1;
  return {
    show_id: state.definition.show_id,
    cancelled: state.cancelled,
    seats: {
      available: seats_with[AVAILABLE] ?? 0,
      reserved: seats_with[RESERVED] ?? 0,
      booked: seats_with[BOOKED] ?? 0,
      blocked: seats_with[BLOCKED] ?? 0,
    },
    waiting: state.queue.size,
    oldest_wait_at: state.queue.head?.joined_at ?? null,
    reservations: state.reservations.size,
    expiring_soon: expiringBy(state, now + SOON_MS),
    next_expiry_at: state.reservations.head?.expires_at ?? null,
    ...paymentFigures(state),
  };
}

function expiringBy(state: ShowState, time: number): number {
  let count = 0;
  for (const { expires_at } of state.reservations.values()) {
    if (expires_at > time) break;
    count += 1;
  }
  return count;
}

function paymentFigures({ open_payments }: ShowState) {
  let charges = 0;
  let oldest_payment_at: number | null = null;
  for (const { type, started_at } of open_payments.values()) {
    if (type === 'charge') charges += 1;
    oldest_payment_at = Math.min(started_at, oldest_payment_at ?? started_at);
  }
  return { charges, refunds: open_payments.size - charges, oldest_payment_at };
}
