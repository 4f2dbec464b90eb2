import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { heading, noticeOf, openHall, pay, reserve, reserveBest, seat, seatIs } from './actions.ts';
import { layoutShift } from './browser.ts';
import { type Stage, useStage } from './stage.ts';

const buying = suite<Stage>('the page: buying');
useStage(buying);

buying('sells two seats, from the first page to booked', async ({ people }) => {
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

buying('cities can be opened by typing and Enter', async ({ people }) => {
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

buying('a full show says so', async (context) => {
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

buying('a reservation is found again after a reload, in another tab, and by it', async (context) => {
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

buying('a booking lives: seats exchanged, a card declined, one that is slow, cancelled', async (context) => {
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

buying('a link to a show opens it; one to nothing says so', async (context) => {
  const { page } = await context.people.come();
  await openHall(page, context.newShow());
  await page.goto('/#/nowhere');
  await heading(page, 'There is no such page').waitFor();
  await page.getByRole('link', { name: 'To the start' }).click();
  await page.getByLabel('City').waitFor();
});

buying.run();

async function sessionOf(page: Page): Promise<RegExp> {
  return new RegExp(await page.evaluate<string>('localStorage.getItem("boxoffice.session")'));
}
