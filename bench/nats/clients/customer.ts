import { randomBytes } from 'node:crypto';
import { seatName } from '../../hall.ts';

/** One of those who ask at the same time. Each has a seat of its own, so that nothing is ever refused. */
export interface Customer {
  readonly session_id: string;
  readonly seat: string;
}

export function makeCustomers(count: number): Customer[] {
  return Array.from({ length: count }, (_, index) => ({
    session_id: randomBytes(16).toString('base64url'),
    seat: seatName(index),
  }));
}

/** How customers ask, over one kind of entrance. Both reject where anything but success is answered. */
export interface Till {
  /** Gives what the release needs: the booking's id. */
  reserve(customer: number, show_id: string): Promise<string>;
  release(customer: number, show_id: string, booking_id: string): Promise<void>;
  close(): Promise<void>;
}
