import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ADMIN_TOKEN, openBoxOffice, send } from '../gateway/box-office.ts';
import { heading, noticeOf, openHall, pay, reserve, reserveBest, seat, seatIs } from './actions.ts';
import { openPeople } from './browser.ts';
import { PAGE_FOLDER, type Stage, useStage } from './stage.ts';

const together = suite<Stage>('the page: together');
useStage(together);

together('a seat that somebody else takes is shown at once, and is no longer chosen', async (context) => {
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

together('of two who want the same seat, the later is told which, and offered the queue', async (context) => {
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

together('the queue: a place, the places ahead, the turn', async (context) => {
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

together('the queue: leaving it, and an end that cannot be helped', async (context) => {
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

together('a reservation that is not paid for in time goes back, and to who is next', async () => {
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
    await bob.page.getByText('It was your turn, but the seats were not paid for in time.').waitFor();
    assert.equal(visitors.takeTroubles(), []);
  } finally {
    await visitors.close();
    await hasty.close();
  }
});

together(
  'a show that is cancelled gives the money back, and ends the wait',
  async ({ people, box_office, newShow }) => {
    const show_id = newShow();
    const [ann, bob] = [await people.come(), await people.come()];
    await openHall(ann.page, show_id);
    await seat(ann.page, 'A', 1).click();
    await reserve(ann.page);
    await pay(ann.page, 'tok_ok');
    await heading(ann.page, 'Booked').waitFor();
    await reserveBest(ann.page, 3);
    await openHall(bob.page, show_id);
    await bob.page.getByRole('button', { name: 'Join the queue' }).click();
    await heading(bob.page, 'You are in the queue').waitFor();

    const answer = await send(box_office, 'POST', `/v1/admin/shows/${show_id}/cancel`, {
      headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
    });
    assert.is(answer.status, 204);
    await bob.page.getByText('The show was cancelled.').waitFor();
    await ann.page.getByText('You got your money back.').waitFor();
    assert.is(await heading(ann.page, 'Booking cancelled').count(), 2);
  },
);

together.run();
