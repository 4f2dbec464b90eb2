// The same as buy-two-seats.js over NATS. Only how the client is opened is different.

import { openNatsClient } from 'boxoffice/client';
import { someShow } from './some-show.js';

const show_id = await someShow();
const client = openNatsClient({
  servers: process.env.NATS_URL ?? 'nats://127.0.0.1:4222',
  // credentials: { type: 'creds', readText: () => readFileSync('frontend.creds', 'utf8') },
  // tls: { ca: 'authority.pem' },
  // log: pino(),
});

const session = client.session();
try {
  const reserved = await session.reserve(show_id, { count: 2 });
  const seats = reserved.seats.map(({ seat_id }) => seat_id).join(' and ');
  console.log(`${seats} are reserved until ${reserved.expires_at}`);
  const booked = await session.pay(reserved, 'tok_ok');
  console.log(`${seats} are ${booked.status}`);
} finally {
  await client.close();
}
