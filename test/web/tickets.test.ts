import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import decodeQR from 'qr/decode.js';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readToken } from '../../src/tickets/token.ts';
import { ADMIN_TOKEN, send } from '../gateway/box-office.ts';
import { at } from '../gateway/stage.ts';
import { heading, noticeOf, openHall, pay, reserve, reserveBest, seat } from './actions.ts';
import { layoutShift } from './browser.ts';
import { type Stage, useStage } from './stage.ts';

const tickets = suite<Stage>('the page: tickets');
useStage(tickets);

const DRAWN_SIZE = 424;
/** Run in the browser: where an element is, however far the page is scrolled. */
const PLACE_ON_PAGE = `(element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [x + scrollX, y + scrollY, width, height].join(' ');
}`;

/** Longer than the browser forgives what moves after a press. */
const SLOW_MS = 800;

/** Run in the browser: the red, green, blue and alpha of each pixel of the first code, as it is shown. */
const DRAW_FIRST_CODE = `(async () => {
  const image = document.querySelector('.tickets img');
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = ${DRAWN_SIZE};
  const drawing = canvas.getContext('2d');
  drawing.drawImage(image, 0, 0, canvas.width, canvas.height);
  return Array.from(drawing.getImageData(0, 0, canvas.width, canvas.height).data);
})()`;

tickets(
  'shows a code for each seat that was bought, which the door can read, and saves them',
  async (context) => {
    const show_id = context.newShow();
    const { page } = await context.people.come();
    await openHall(page, show_id);
    await seat(page, 'A', 1).click();
    await seat(page, 'B', 2).click();
    await reserve(page);
    assert.is(await page.getByRole('button', { name: 'Show my tickets' }).count(), 0, 'there are none yet');
    await pay(page, 'tok_ok');
    await heading(page, 'Booked').waitFor();
    await page.getByRole('button', { name: 'Show my tickets' }).click();
    const codes = page.getByRole('img', { name: /^Code for the door: Row [AB] seat [12]$/ });
    await codes.nth(1).waitFor();
    assert.is(await codes.count(), 2);

    const picture = await page.evaluate<number[]>(DRAW_FIRST_CODE);
    const token = decodeQR({ width: DRAWN_SIZE, height: DRAWN_SIZE, data: Uint8Array.from(picture) });
    const ticket = readToken(context.box_office.ticket_keys, token);
    assert.equal([ticket?.show_id, ticket?.seat_id], [show_id, 'A-1']);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as PDF' }).click(),
    ]);
    assert.match(download.suggestedFilename(), /^tickets-\w{26}\.pdf$/);
    assert.is(readFileSync(await download.path()).toString('latin1', 0, 5), '%PDF-');
    assert.ok((await layoutShift(page)) < 0.01, 'nothing jumps');
  },
);

tickets('where the codes take long, nothing moves when they come', async (context) => {
  const show_id = context.newShow();
  const { page } = await context.people.come('phone');
  await openHall(page, show_id);
  await reserveBest(page, 2);
  await pay(page, 'tok_ok');
  await heading(page, 'Booked').waitFor();
  await page.route('**/tickets', async (route) => {
    await sleep(SLOW_MS);
    await route.continue();
  });
  const moved_before = await layoutShift(page);
  const save = page.getByRole('button', { name: 'Save as PDF' });
  await page.getByRole('button', { name: 'Show my tickets' }).click();
  await page.getByRole('status').getByText('One moment …').waitFor();
  const place = await save.evaluate(PLACE_ON_PAGE);
  await page
    .getByRole('img', { name: /^Code for the door/ })
    .nth(1)
    .waitFor();
  assert.is(await save.evaluate(PLACE_ON_PAGE), place);

  const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
  await download.path();
  assert.is(await save.evaluate(PLACE_ON_PAGE), place);
  assert.is(await layoutShift(page), moved_before);
});

tickets('where the codes cannot be had, they can be asked for again', async (context) => {
  const { page } = await context.people.come();
  await openHall(page, context.newShow());
  await reserveBest(page, 1);
  await pay(page, 'tok_ok');
  await heading(page, 'Booked').waitFor();
  await page.route('**/tickets', (route) => route.fulfill({ status: 503, json: { code: 'unavailable' } }));
  await page.getByRole('button', { name: 'Show my tickets' }).click();
  const again = page.getByRole('button', { name: 'Try again' });
  await again.waitFor();
  assert.is(await page.getByRole('figure').count(), 0);
  await page.unroute('**/tickets');
  await again.click();
  await page.getByRole('img', { name: /^Code for the door/ }).waitFor();
  assert.is(await again.count(), 0);
});

tickets(
  'says in plain words why a booking cannot be cancelled with which somebody came in',
  async (context) => {
    const show_id = context.newShow();
    const { page } = await context.people.come();
    await openHall(page, show_id);
    await seat(page, 'A', 2).click();
    await reserve(page);
    await pay(page, 'tok_ok');
    await heading(page, 'Booked').waitFor();
    const session_id = await page.evaluate<string>('localStorage.getItem("boxoffice.session")');
    const { box_office } = context;
    const headers = { 'x-session-id': session_id };
    const bookings = await send(box_office, 'GET', '/v1/bookings', { headers });
    const booking_id = at(bookings, 'bookings', 0, 'booking_id');
    const path = `/v1/shows/${show_id}/bookings/${booking_id}/tickets`;
    const mine = await send(box_office, 'GET', path, { headers });
    const scanned = await send(box_office, 'POST', '/v1/admin/checkin', {
      headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
      body: { token: at(mine, 'tickets', 0, 'token'), nonce: 'scan' },
    });
    assert.is(at(scanned, 'result'), 'admitted');

    await page.getByRole('button', { name: 'Cancel this booking' }).click();
    await page.getByRole('button', { name: 'Yes, cancel it' }).click();
    await noticeOf(page, 'Somebody came in with this booking already (row A seat 2), so it stays booked.');
  },
);

tickets.run();
