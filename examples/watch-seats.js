// Shows the seat map of a show as it changes, until Ctrl-C.

import { openHttpClient } from 'boxoffice/client';
import { someShow } from './some-show.js';

const SIGNS = { available: '.', reserved: 'o', booked: '#', blocked: 'x' };

const show_id = await someShow();
const client = openHttpClient({ url: process.env.BOXOFFICE_URL ?? 'http://127.0.0.1:8080' });

const leaving = new AbortController();
process.once('SIGINT', () => leaving.abort());

try {
  // The first time with all seats in `changed`, and then with those that have changed since. Changes that come faster
  // than this loop takes them arrive together.
  for await (const { version, seats, changed } of client.followSeats(show_id, { signal: leaving.signal })) {
    let picture = '';
    let last_row = '';
    for (const { row, status } of seats) {
      picture += row === last_row ? SIGNS[status] : `\n${row} ${SIGNS[status]}`;
      last_row = row;
    }
    console.log(picture);
    console.log(`version ${version}: ${changed.length} seats have changed`);
  }
} catch (error) {
  if (error !== leaving.signal.reason) throw error;
} finally {
  await client.close();
}
