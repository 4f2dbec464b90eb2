// Reserves the two best seats of a show and pays for them, over HTTP.

import { isRefusal, openHttpClient } from 'boxoffice/client';
import { someShow } from './some-show.js';

const show_id = await someShow();
const client = openHttpClient({ url: process.env.BOXOFFICE_URL ?? 'http://127.0.0.1:8080' });

// Who knows the id of a session is the session. A web server keeps it in a cookie, for one, and comes back to it by
// `client.session(kept)`.
const session = client.session();

try {
  const reserved = await session.reserve(show_id, { count: 2 });
  const seats = reserved.seats.map(({ seat_id }) => seat_id).join(' and ');
  console.log(`${seats} are reserved until ${reserved.expires_at}`);

  // The token comes from the payment service; this is the sandbox's for a card that works.
  const booked = await session.pay(reserved, 'tok_ok');
  console.log(`${seats} are ${booked.status} for ${booked.total.amount / 100} ${booked.total.currency}`);
} catch (error) {
  // What the box office refuses has a code that says why. Whatever passes by itself, such as a lost connection, has been
  // tried again before an error gets here, and without anything being done twice.
  if (isRefusal(error, 'retry')) console.log('Others hold the seats; see wait-in-the-queue.js.');
  else if (isRefusal(error, 'show_full')) console.log('The show is sold out.');
  else if (isRefusal(error, 'payment_declined'))
    console.log('The card was declined; the seats are still reserved.');
  else throw error;
} finally {
  await client.close();
}
