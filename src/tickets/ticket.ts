import { hash } from 'node:crypto';
import { ULID_BYTES, ulidFromBytes, ulidToBytes } from '../../persistence/ulid-bytes.ts';
import { toBase32 } from './base32.ts';

/** One seat of a booked booking. */
export interface Ticket {
  readonly show_id: string;
  readonly booking_id: string;
  /** `A-12`. */
  readonly seat_id: string;
}

const ID_BYTES = 10;

/** The same bytes for the same ticket, and other bytes for any other: the two ids (16 bytes each), then the seat in UTF-8. */
export function ticketToBytes({ show_id, booking_id, seat_id }: Ticket): Buffer {
  return Buffer.concat([ulidToBytes(show_id), ulidToBytes(booking_id), Buffer.from(seat_id)]);
}

export function ticketFromBytes(bytes: Uint8Array): Ticket {
  return {
    show_id: ulidFromBytes(bytes),
    booking_id: ulidFromBytes(bytes, ULID_BYTES),
    seat_id: Buffer.from(bytes.subarray(2 * ULID_BYTES)).toString(),
  };
}

/**
 * What is printed on a ticket, and what a door's list has of it: 16 characters, the first 80 bits of a SHA-256. Who has the
 * ticket can compute it; from it nobody can make a ticket, since the booking's id is not to be guessed.
 */
export function ticketId(ticket: Ticket): string {
  return toBase32(hash('sha256', ticketToBytes(ticket), 'buffer').subarray(0, ID_BYTES));
}

/** For people to compare: `7K3M Q2XA …`. */
export function groupedId(ticket_id: string): string {
  return ticket_id.replaceAll(/(.{4})(?=.)/g, '$1 ');
}
