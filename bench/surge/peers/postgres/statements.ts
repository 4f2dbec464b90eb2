import type { Statement } from './connections.ts';

/** Calls of the functions, and what is only read. */

export const RESERVE: Statement = {
  name: 'reserve',
  text: 'SELECT * FROM reserve($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
};
export const PAY: Statement = {
  name: 'pay',
  text: 'SELECT * FROM pay($1, $2, $3, $4, $5, $6, $7, $8, $9)',
};
export const END: Statement = {
  name: 'end',
  text: 'SELECT * FROM end_booking($1, $2, $3, $4, $5, $6, $7)',
};
export const TURN: Statement = {
  name: 'turn',
  text: 'SELECT * FROM turn_queue($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
};
export const LEAVE: Statement = { name: 'leave', text: 'SELECT * FROM leave_queue($1, $2, $3, $4, $5)' };
export const SWEEP: Statement = { name: 'sweep', text: 'SELECT * FROM sweep($1, $2, $3)' };
export const SWEEP_QUEUE: Statement = { name: 'sweep_queue', text: 'SELECT * FROM sweep_queue($1, $2)' };
export const SEATS: Statement = {
  name: 'seats',
  text: `SELECT array_to_string(ARRAY(SELECT status FROM seat WHERE show_no = $1 ORDER BY number), '') AS statuses`,
};
export const BOOKING: Statement = {
  name: 'booking',
  text: `SELECT booking_id, status, version, seats, expires_at::float8, payment_id FROM booking
    WHERE booking_id = $1 AND session = $2 AND show_no = $3`,
};
export const WAITING: Statement = {
  name: 'waiting',
  text: `SELECT status, joined_position, count, expires_at::float8, booking_id FROM waiting
    WHERE waiting_id = $1 AND session = $2 AND show_no = $3`,
};
