import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openBoxOffice } from '../gateway/box-office.ts';
import { openPeople } from '../web/browser.ts';

const browser = suite('the client library in a browser');

/** The library as it is built, with no bundler in between. */
const LIBRARY = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'src', 'client');

/** What a page does: buys, waits its turn, and watches the seats. Runs in the browser. */
const buy = (show_id: string): string => `(async () => {
  const { openHttpClient, isRefusal } = await import('/http/index.js');
  const client = openHttpClient({ url: location.origin });
  const session = client.session();
  const told = [];
  for await (const { version, changed } of client.followSeats('${show_id}')) {
    told.push(changed.length);
    if (told.length === 1) await session.pay(await session.reserve('${show_id}', { seats: ['A-1'] }), 'tok_ok');
    if (changed.some(({ status }) => status === 'booked')) break;
  }
  await session.release({ show_id: '${show_id}', booking_id: '${show_id}' })
    .catch((error) => told.push(isRefusal(error, 'unknown_booking')));
  for await (const place of client.session().waitForSeats('${show_id}', { count: 1 })) told.push(place.status);
  await client.close();
  return told;
})()`;

browser('the modules as they are buy, wait and watch', async () => {
  const box_office = await openBoxOffice({ gateway: { page_folder: LIBRARY } });
  const people = await openPeople(box_office.url);
  const { page } = await people.come();
  await page.goto('/http/index.js');
  const told: unknown[] = await page.evaluate(buy(box_office.shows[0] ?? ''));
  assert.equal([told[0], ...told.slice(-2)], [50, true, 'served']);
  assert.equal(
    people.takeTroubles().filter((trouble) => !trouble.startsWith('404')),
    [],
  );
  await people.close();
  await box_office.close();
});

browser.run();
