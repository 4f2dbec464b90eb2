import { ULID_BYTES, ulidFromBytes, ulidToBytes, writeUlid } from '../../persistence/ulid-bytes.ts';
import type { Booking } from './booking.ts';

/**
 * Where bookings lie that are booked and paid: most of all bookings, and hardly ever asked for again. As objects those of
 * a sold-out day would fill a machine's memory; packed into one buffer a show they take some 70 bytes each.
 *
 * One entry: booking id, session, payment id (16 bytes each), version (4), made at, expires at, lapses at (6 each),
 * number of seats (1), seats (2 each).
 */
export class BookedShelf {
  #bytes: Uint8Array;
  #used: number;

  /** An empty shelf, or the one that `bytes` are a copy of. */
  constructor(bytes: Uint8Array = new Uint8Array(0)) {
    this.#bytes = Uint8Array.from(bytes);
    this.#used = bytes.length;
  }

  /** Throws an Error where the booking is not booked and paid. */
  put(booking: Booking): void {
    const { payment } = booking;
    if (booking.status !== 'booked' || payment?.status !== 'captured') {
      throw new Error(`the booking ${booking.booking_id} is not booked and paid`);
    }
    const start = this.#used;
    const length = HEADER_BYTES + 2 * booking.seats.length;
    this.#reserve(length);
    const view = this.#view();
    writeUlid(booking.booking_id, this.#bytes, start);
    this.#bytes.set(Buffer.from(booking.session, 'base64url'), start + SESSION);
    writeUlid(payment.payment_id, this.#bytes, start + PAYMENT_ID);
    view.setUint32(start + VERSION, booking.version);
    writeTime(view, start + MADE_AT, booking.made_at);
    writeTime(view, start + EXPIRES_AT, booking.expires_at);
    writeTime(view, start + LAPSES_AT, booking.lapses_at);
    view.setUint8(start + SEAT_COUNT, booking.seats.length);
    for (const [index, seat] of booking.seats.entries())
      view.setUint16(start + HEADER_BYTES + 2 * index, seat);
    this.#used += length;
  }

  /** The booking, which stays on the shelf; undefined where there is none. */
  find(booking_id: string): Booking | undefined {
    const start = this.#locate(booking_id);
    return start === -1 ? undefined : this.#read(start);
  }

  /** Takes the booking off the shelf. Throws an Error where there is none. */
  take(booking_id: string): Booking {
    const start = this.#locate(booking_id);
    if (start === -1) throw new Error(`there is no booked booking ${booking_id}`);
    const booking = this.#read(start);
    const end = start + this.#lengthAt(start);
    this.#bytes.copyWithin(start, end, this.#used);
    this.#used -= end - start;
    return booking;
  }

  *bookings(): IterableIterator<Booking> {
    for (let start = 0; start < this.#used; start += this.#lengthAt(start)) yield this.#read(start);
  }

  /** What a new shelf can be made from. */
  toBytes(): Uint8Array {
    return this.#bytes.slice(0, this.#used);
  }

  #locate(booking_id: string): number {
    const wanted = ulidToBytes(booking_id);
    for (let start = 0; start < this.#used; start += this.#lengthAt(start)) {
      if (Buffer.compare(wanted, this.#bytes.subarray(start, start + ULID_BYTES)) === 0) return start;
    }
    return -1;
  }

  #lengthAt(start: number): number {
    return HEADER_BYTES + 2 * (this.#bytes[start + SEAT_COUNT] ?? 0);
  }

  #read(start: number): Booking {
    const view = this.#view();
    const seats = Array.from({ length: view.getUint8(start + SEAT_COUNT) }, (_, index) =>
      view.getUint16(start + HEADER_BYTES + 2 * index),
    );
    return {
      booking_id: ulidFromBytes(this.#bytes, start),
      session: Buffer.from(this.#bytes.subarray(start + SESSION, start + PAYMENT_ID)).toString('base64url'),
      made_at: readTime(view, start + MADE_AT),
      expires_at: readTime(view, start + EXPIRES_AT),
      lapses_at: readTime(view, start + LAPSES_AT),
      status: 'booked',
      version: view.getUint32(start + VERSION),
      seats,
      payment: {
        payment_id: ulidFromBytes(this.#bytes, start + PAYMENT_ID),
        status: 'captured',
        reason: null,
      },
    };
  }

  #view(): DataView {
    return new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength);
  }

  #reserve(length: number): void {
    if (this.#used + length <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.ceil((this.#used + length) * GROWTH));
    grown.set(this.#bytes.subarray(0, this.#used));
    this.#bytes = grown;
  }
}

const GROWTH = 1.25;
const TIME_BYTES = 6;
const SESSION = ULID_BYTES;
const PAYMENT_ID = SESSION + 16;
const VERSION = PAYMENT_ID + ULID_BYTES;
const MADE_AT = VERSION + 4;
const EXPIRES_AT = MADE_AT + TIME_BYTES;
const LAPSES_AT = EXPIRES_AT + TIME_BYTES;
const SEAT_COUNT = LAPSES_AT + TIME_BYTES;
const HEADER_BYTES = SEAT_COUNT + 1;

/** Unix milliseconds need 41 bits. */
function writeTime(view: DataView, offset: number, time: number): void {
  view.setUint16(offset, Math.floor(time / 2 ** 32));
  view.setUint32(offset + 2, time % 2 ** 32);
}

function readTime(view: DataView, offset: number): number {
  return view.getUint16(offset) * 2 ** 32 + view.getUint32(offset + 2);
}
