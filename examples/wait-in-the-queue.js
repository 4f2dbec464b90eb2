// Waits in the queue of a show whose seats are all taken, until two come free.

import { openHttpClient } from 'boxoffice/client';
import { someShow } from './some-show.js';

const show_id = await someShow();
const client = openHttpClient({ url: process.env.BOXOFFICE_URL ?? 'http://127.0.0.1:8080' });

const others = await takeAllSeats();
console.log(`${others.length} others hold all free seats`);

// Joining, asking again and again, lost connections and restarts of the box office are the loop's affair.
const session = client.session();
for await (const place of session.waitForSeats(show_id, { count: 2 })) {
  switch (place.status) {
    case 'waiting':
      console.log(`waiting in place ${place.position}`);
      // Leaving the loop here (by `break`, say) would leave the queue. Instead somebody changes their mind:
      await giveBack();
      break;
    case 'served':
      console.log(`served: ${place.booking?.seats.map(({ seat_id }) => seat_id).join(' and ')}`);
      break;
    default:
      // `timed_out`, `not_enough_seats`, `sales_closed`, `show_cancelled`: then nothing is to be had any more.
      console.log(`the wait is over: ${place.status}`);
  }
}

for (let left = others.length; left > 0; left -= 1) await giveBack();
await client.close();

/** Reserves all free seats, ten at a time, which is the most that one session may have. */
async function takeAllSeats() {
  const { seats } = await client.seats(show_id);
  const free = seats.filter(({ status }) => status === 'available').map(({ seat_id }) => seat_id);
  const taken = [];
  while (free.length > 0) {
    const other = client.session();
    taken.push({ other, booking: await other.reserve(show_id, { seats: free.splice(0, 10) }) });
  }
  return taken;
}

async function giveBack() {
  const last = others.pop();
  if (last === undefined) return;
  await last.other.release(last.booking);
  console.log('somebody has given seats back');
}
