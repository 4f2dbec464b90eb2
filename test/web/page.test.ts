import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type BoxOffice, openBoxOffice } from '../gateway/box-office.ts';
import { heading, noticeOf, openHall, pay, reserve, reserveBest, seat, seatIs } from './actions.ts';
import { layoutShift, openPeople, type People, sidewaysOverflow } from './browser.ts';

/** Beside the compiled tests lies the compiled page. */
const PAGE_FOLDER = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'web');
const SHOWS = 16;

interface Context {
  box_office: BoxOffice;
  people: People;
  /** A show that no other test uses: two seats in each of its two rows, A regular and B premium. */
  newShow(): string;
}

const thePage = suite<Context>('the page');

thePage.before(async (context) => {
  context.box_office = await openBoxOffice({
    shows: SHOWS,
    rows: 2,
    seats_per_row: 2,
    gateway: { page_folder: PAGE_FOLDER, position_news_ms: 100 },
  });
  context.people = await openPeople(context.box_office.url);
  const unused = [...context.box_office.shows];
  context.newShow = () => {
    const show_id = unused.pop();
    if (show_id === undefined) throw new Error('every show is used');
    return show_id;
  };
});

thePage.after(async ({ people, box_office }) => {
  await people.close();
  await box_office.close();
});

thePage.after.each(({ people }) => people.leave());

/** A test after which nothing has gone wrong in any of its pages unseen. */
function test(name: string, act: (context: Context) => Promise<void>): void {
  thePage(name, async (context) => {
    await act(context);
    assert.equal(context.people.troubles, []);
  });
}

test('sells two seats, from the first page to booked', async ({ people }) => {
  const { page } = await people.come();
  await page.goto('/');
  await page.getByLabel('City').fill('sao');
  await page.getByRole('link', { name: 'São Paulo Brazil' }).click();
  await heading(page, 'Movies in São Paulo').waitFor();
  await page.getByRole('navigation', { name: 'Day' }).getByRole('link').nth(1).click();
  await page.getByRole('link', { name: 'Metropolis' }).click();
  await heading(page, 'Cine Belas Artes').waitFor();
  await page.locator('.show').first().click();

  await seat(page, 'A', 1).click();
  await seat(page, 'A', 2).click();
  await page.getByText('2 seats: row A seats 1 and 2').waitFor();
  await reserve(page);
  assert.match((await page.getByRole('timer').textContent()) ?? '', /^(5:00|4:5\d) left to pay$/);
  await pay(page, 'tok_ok', 'R$60.00');

  await heading(page, 'Booked').waitFor();
  await page.getByRole('cell', { name: 'Row A seat 2' }).waitFor();
  await seatIs(page, 'A', 2, 'booked by you');
  assert.not.match(page.url(), await sessionOf(page), 'the session is a secret');
  assert.ok((await layoutShift(page)) < 0.01, 'nothing jumps');
});

test('cities can be opened by typing and Enter', async ({ people }) => {
  const { page } = await people.come();
  await page.goto('/');
  await page.getByLabel('City').fill('zzz');
  await page.getByText('No city with cinemas begins with “zzz”.').waitFor();
  await page.getByLabel('City').fill('são p');
  await page.getByText('1 city').waitFor();
  await page.keyboard.press('Enter');
  await heading(page, 'Movies in São Paulo').waitFor();
  await page.goto('/');
  await page.getByText('Last time: São Paulo').waitFor();
});

test('a seat that somebody else takes is shown at once, and is no longer chosen', async (context) => {
  const show_id = context.newShow();
  const [ann, bob] = [await context.people.come(), await context.people.come()];
  await Promise.all([openHall(ann.page, show_id), openHall(bob.page, show_id)]);
  await seat(bob.page, 'A', 1).click();
  await seat(bob.page, 'A', 2).click();
  await seat(ann.page, 'A', 1).click();
  await reserve(ann.page);

  await seatIs(bob.page, 'A', 1, 'held by somebody else');
  await noticeOf(bob.page, 'Just taken, so no longer chosen: row A seat 1.');
  await seatIs(bob.page, 'A', 2, 'chosen');
  await seatIs(ann.page, 'A', 1, 'reserved for you');
});

test('of two who want the same seat, the later is told which, and offered the queue', async (context) => {
  const show_id = context.newShow();
  const [ann, bob] = [await context.people.come(), await context.people.come()];
  await bob.context.route('**/stream', () => undefined);
  await Promise.all([openHall(ann.page, show_id), openHall(bob.page, show_id)]);
  await seat(bob.page, 'B', 1).click();
  await seat(bob.page, 'B', 2).click();
  await seat(ann.page, 'B', 1).click();
  await reserve(ann.page);

  await bob.page.getByRole('button', { name: 'Reserve', exact: true }).click();
  await noticeOf(bob.page, 'Others hold row B seat 1 just now.');
  assert.is.not(await seat(bob.page, 'B', 1).getAttribute('data-held'), null);
  await bob.page.getByRole('button', { name: 'Wait in the queue for 2 seats' }).click();
  // Two seats are free elsewhere in the hall and nobody waits, so the turn comes at once.
  await seatIs(bob.page, 'A', 1, 'reserved for you');
});

test('the queue: a place, the places ahead, the turn', async (context) => {
  const show_id = context.newShow();
  const [ann, bob, eve] = [
    await context.people.come(),
    await context.people.come(),
    await context.people.come(),
  ];
  await openHall(ann.page, show_id);
  await reserveBest(ann.page, 4);

  await openHall(bob.page, show_id);
  await bob.page.getByLabel('Seats', { exact: true }).selectOption('2');
  await bob.page.getByRole('button', { name: 'Join the queue' }).click();
  await bob.page.getByText('You are next').first().waitFor();
  await openHall(eve.page, show_id);
  await eve.page.getByLabel('Seats', { exact: true }).selectOption('1');
  await eve.page.getByRole('button', { name: 'Join the queue' }).click();
  await eve.page.getByText('2nd in line').first().waitFor();

  // The place is found again after a reload, and is shown wherever one looks meanwhile.
  await eve.page.reload();
  await eve.page.getByText('2nd in line').first().waitFor();
  await eve.page.goto('/#/');
  await eve.page.getByRole('link', { name: '2nd in the queue' }).waitFor();
  await bob.page.getByRole('button', { name: 'Leave the queue' }).waitFor();

  await ann.page.getByRole('button', { name: 'Give them back' }).click();
  await heading(ann.page, 'You gave your seats back').waitFor();
  await heading(bob.page, 'It is your turn!').waitFor();
  await heading(bob.page, 'Reserved for you').waitFor();
  assert.match(await bob.page.title(), /^2 seats reserved · /);
  await pay(bob.page, 'tok_ok');
  await heading(bob.page, 'Booked').waitFor();

  // Eve, who was looking around, is told there too.
  await eve.page.getByRole('link', { name: /^1 seat reserved · / }).click();
  await heading(eve.page, 'Reserved for you').waitFor();
});

test('the queue: leaving it, and an end that cannot be helped', async (context) => {
  const show_id = context.newShow();
  const [ann, bob] = [await context.people.come(), await context.people.come()];
  await openHall(ann.page, show_id);
  await reserveBest(ann.page, 4);

  await openHall(bob.page, show_id);
  await bob.page.getByRole('button', { name: 'Join the queue' }).click();
  await bob.page.getByRole('button', { name: 'Leave the queue' }).click();
  await bob.page.getByText('You left the queue.').waitFor();
  await bob.page.getByRole('button', { name: 'OK' }).click();

  await bob.page.getByRole('button', { name: 'Join the queue' }).click();
  await heading(bob.page, 'You are in the queue').waitFor();
  await pay(ann.page, 'tok_ok');
  await bob.page.getByText('So many seats have been sold that your wish can no longer be met.').waitFor();
});

test('a full show says so', async (context) => {
  const show_id = context.newShow();
  const [ann, bob] = [await context.people.come(), await context.people.come()];
  await openHall(ann.page, show_id);
  await reserveBest(ann.page, 4);
  await pay(ann.page, 'tok_ok');
  await heading(ann.page, 'Booked').waitFor();
  await openHall(bob.page, show_id);
  await bob.page.getByLabel('How many').selectOption('1');
  await bob.page.getByRole('button', { name: 'Reserve the best' }).click();
  await noticeOf(bob.page, 'The show is full');
  assert.is(await bob.page.getByRole('button', { name: 'Join the queue' }).count(), 0);
});

test('a reservation is found again after a reload, in another tab, and by it', async (context) => {
  const show_id = context.newShow();
  const ann = await context.people.come();
  await openHall(ann.page, show_id);
  await seat(ann.page, 'A', 1).click();
  await reserve(ann.page);
  await ann.page.reload();
  await heading(ann.page, 'Reserved for you').waitFor();

  const other = await ann.openTab();
  await other.goto('/');
  await other.getByRole('link', { name: /^1 seat reserved · / }).click();
  await seatIs(other, 'A', 1, 'reserved for you');
  await other.getByRole('button', { name: 'Give them back' }).click();
  await heading(other, 'You gave your seats back').waitFor();
  await heading(ann.page, 'You gave your seats back').waitFor();
});

test('a reservation that is not paid for in time goes back, and to who is next', async () => {
  const hasty = await openBoxOffice({
    rows: 2,
    seats_per_row: 1,
    limits: { reservation_ms: 2_000, reservation_buffer_ms: 500 },
    gateway: { page_folder: PAGE_FOLDER },
  });
  const visitors = await openPeople(hasty.url);
  try {
    const [ann, bob] = [await visitors.come(), await visitors.come()];
    const [show_id = ''] = hasty.shows;
    await Promise.all([openHall(ann.page, show_id), openHall(bob.page, show_id)]);
    await reserveBest(ann.page, 2);
    await bob.page.getByRole('button', { name: 'Join the queue' }).click();
    await heading(bob.page, 'It is your turn!').waitFor();
    await heading(ann.page, 'Your time is up').waitFor();
    assert.equal(visitors.troubles, []);
  } finally {
    await visitors.close();
    await hasty.close();
  }
});

test('a booking lives: seats exchanged, a card declined, one that is slow, cancelled', async (context) => {
  const show_id = context.newShow();
  const { page } = await context.people.come();
  await openHall(page, show_id);
  await seat(page, 'A', 1).click();
  await reserve(page);

  await page.getByRole('button', { name: 'Change seats' }).click();
  await seat(page, 'A', 1).click();
  await seat(page, 'B', 1).click();
  await seat(page, 'B', 2).click();
  await page.getByRole('button', { name: 'Take these seats' }).click();
  await page.getByRole('cell', { name: 'Row B seat 2' }).waitFor();
  await seatIs(page, 'A', 1, 'available');

  await pay(page, 'tok_insufficient_funds', 'R$90.00');
  await page.getByText('there is not enough money on the card').waitFor();
  await pay(page, 'tok_unknown', 'R$90.00');
  await heading(page, 'Your payment is on its way').waitFor();
  await heading(page, 'Booked').waitFor();

  await page.goto('/#/bookings');
  await heading(page, 'My bookings').waitFor();
  await page.getByRole('button', { name: 'Cancel this booking' }).click();
  await page.getByRole('button', { name: 'No, keep it' }).click();
  await page.getByRole('button', { name: 'Cancel this booking' }).click();
  await page.getByRole('button', { name: 'Yes, cancel it' }).click();
  await page.getByText('You got your money back.').waitFor();
});

test('an answer that is lost on its way does nothing twice', async (context) => {
  const show_id = context.newShow();
  const { page, context: browser } = await context.people.come();
  await openHall(page, show_id);
  const keys: (string | undefined)[] = [];
  await browser.route(`**/v1/shows/${show_id}/bookings`, async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    const answer = await route.fetch();
    if (keys.length === 1) await route.abort('connectionreset');
    else await route.fulfill({ response: answer });
  });
  await reserveBest(page, 2);
  assert.is(keys.length, 2);
  assert.is(keys[0], keys[1]);
  await page.reload();
  await heading(page, 'Reserved for you').waitFor();
  assert.is(await page.getByText('Reserved for you', { exact: true }).count(), 1);
});

test('without a connection it says so, and goes on where it was', async (context) => {
  const show_id = context.newShow();
  const { page, context: browser } = await context.people.come();
  await openHall(page, show_id);
  await seat(page, 'A', 1).click();
  await browser.setOffline(true);
  await page.getByRole('button', { name: 'Reserve', exact: true }).click();
  await noticeOf(page, 'The box office does not answer');
  await browser.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await heading(page, 'Reserved for you').waitFor();
});

test('a seat can be chosen and reserved by the keyboard alone', async (context) => {
  const { page } = await context.people.come();
  await openHall(page, context.newShow());
  await tabTo(page, /^row A seat 1,/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  assert.match(await focused(page), /^row B seat 2, premium, R\$45.00, available$/);
  await page.keyboard.press('Space');
  assert.match(await focused(page), /^row B seat 2, .*, chosen$/);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await tabTo(page, /^Reserve$/);
  await page.keyboard.press('Enter');
  await heading(page, 'Reserved for you').waitFor();
  assert.match(await focused(page), /^Reserved for you$/);
  await tabTo(page, /^Pay R\$90.00$/);
  await page.keyboard.press('Enter');
  await heading(page, 'Booked').waitFor();
  assert.match(await focused(page), /^Booked$/);
});

test('fits a phone, and nothing is wider than it', async (context) => {
  const show_id = context.newShow();
  const { page } = await context.people.come('phone');
  for (const address of ['/', `/#/city/${context.box_office.city_id}`]) {
    await page.goto(address);
    await page.getByRole('heading').first().waitFor();
    assert.is(await sidewaysOverflow(page), 0);
  }
  await openHall(page, show_id);
  assert.is(await sidewaysOverflow(page), 0);
  await seat(page, 'A', 1).tap();
  await page.getByRole('button', { name: 'Reserve', exact: true }).tap();
  await heading(page, 'Reserved for you').waitFor();
  assert.is(await sidewaysOverflow(page), 0);
  const { height = 0, width = 0 } = (await seat(page, 'A', 2).boundingBox()) ?? {};
  assert.ok(Math.min(height, width) >= 24, 'a seat can be hit with a finger');
});

test('a link to a show opens it; one to nothing says so', async (context) => {
  const { page } = await context.people.come();
  await openHall(page, context.newShow());
  await page.goto('/#/nowhere');
  await heading(page, 'There is no such page').waitFor();
  await page.getByRole('link', { name: 'To the start' }).click();
  await page.getByLabel('City').waitFor();
});

thePage.run();

async function sessionOf(page: Page): Promise<RegExp> {
  return new RegExp(await page.evaluate<string>('localStorage.getItem("boxoffice.session")'));
}

/** What has the focus, as it is called. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(
    'document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent',
  );
}

/** Goes on with Tab until what has the focus is called so. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 30; presses++) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${name}, only to ${await focused(page)}`);
}
