import { REGULAR_PRICE } from '../../hall.ts';

const BOOKING_ID = '01JD0000000000000000000003';
const SHOW_ID = '01JD0000000000000000000004';

/** Bookings as the engine answers them, of the same length, so that an echo sends as many bytes. */
function booking(status: 'reserved' | 'released') {
  const price = { amount: REGULAR_PRICE, currency: 'USD' };
  return {
    booking: {
      booking_id: BOOKING_ID,
      show_id: SHOW_ID,
      status,
      version: 100_000,
      seats: [{ seat_id: 'D-12', row: 'D', number: 12, type: 'regular', price }],
      total: price,
      expires_at: '2026-11-23T12:00:00.000Z',
      payment: null,
    },
  };
}

export const RESERVED = booking('reserved');
export const RELEASED = booking('released');
