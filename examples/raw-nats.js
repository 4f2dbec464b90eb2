// Buys seats over NATS without this project's library, as any client of NATS in any language can.

import { randomUUID } from 'node:crypto';
import { connect, headers } from '@nats-io/transport-node';
import { someShow } from './some-show.js';

const show_id = await someShow();
const connection = await connect({ servers: process.env.NATS_URL ?? 'nats://127.0.0.1:4222' });

/**
 * Every verb is a request on a subject of its own. The body is the JSON that HTTP would have, the session in it.
 * @param {string} verb
 * @param {object} body
 * @param {string} [idempotency_key] Names what is to be done once. Where no answer comes, ask again with the same key.
 */
async function ask(verb, body, idempotency_key) {
  const fields = headers();
  if (idempotency_key !== undefined) fields.set('Idempotency-Key', idempotency_key);
  const subject = `boxoffice.show.${show_id}.${verb}`;
  // Rejects with NoRespondersError while the engine of the show is away, with TimeoutError where no answer comes.
  const answer = await connection.request(subject, JSON.stringify(body), { timeout: 5_000, headers: fields });
  // A refusal has these headers, as the services API of NATS wants it, and a problem document as its body.
  const status = answer.headers?.get('Nats-Service-Error-Code');
  if (status) throw new Error(`${status} ${answer.headers?.get('Nats-Service-Error')}`);
  return answer.json();
}

const session_id = randomUUID();

const { booking } = await ask('reserve', { session_id, count: 1 }, randomUUID());
const [{ seat_id }] = booking.seats;
console.log(`${seat_id} is ${booking.status} until ${booking.expires_at}`);

// Somebody else wants the same seat.
const other = { session_id: randomUUID(), seats: [seat_id] };
await ask('reserve', other, randomUUID()).catch((error) => console.log(error.message));

const { booking_id } = booking;
let paid = await ask('pay', { session_id, booking_id, payment_token: 'tok_ok' }, randomUUID());
while (paid.booking.status === 'reserved') {
  // The payment is in flight: this answers as soon as the booking is newer than the version that we know.
  paid = await ask('booking', { session_id, booking_id, wait_s: 3, after: paid.booking.version });
}
console.log(`${seat_id} is ${paid.booking.status}`);

await connection.close();
