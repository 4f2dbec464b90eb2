import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawId } from '../../src/ids.ts';
import { valueAt } from '../support/small-catalogue.ts';
import { heading } from './actions.ts';
import { sidewaysOverflow } from './browser.ts';
import {
  ADMIN_TOKEN,
  hasNoSeriousFault,
  type OperatorStage,
  openShow,
  pay,
  post,
  reserve,
  rowOf,
  seatBecomes,
  signedIn,
  TITLE,
  useOperatorStage,
} from './operator-stage.ts';
import { picture } from './pictures.ts';

const operate = suite<OperatorStage>('the operator’s page');
useOperatorStage(operate);

operate('lets nobody in without the token, and keeps it for the tab alone', async ({ people }) => {
  const { page, openTab } = await people.come();
  await page.goto('/operate');
  await hasNoSeriousFault(page);
  await page.getByLabel("The operator's token").fill('a-guess');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').filter({ hasText: 'This is not the token' }).waitFor();
  const [refused, ...others] = people.takeTroubles();
  assert.match(refused ?? '', /^401: /);
  assert.equal(others, []);

  await page.getByLabel("The operator's token").fill(ADMIN_TOKEN);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await heading(page, 'The box office now').waitFor();
  await page.reload();
  await heading(page, 'The box office now').waitFor();
  assert.is(page.url().includes(ADMIN_TOKEN), false);
  assert.is(await page.evaluate('JSON.stringify(localStorage)'), '{}');

  const other = await openTab();
  await other.goto('/operate');
  await heading(other, 'Sign in').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await heading(page, 'Sign in').waitFor();
  assert.is(await page.evaluate('sessionStorage.length'), 0);
});

operate('shows the most wanted show first, as people reserve, buy and wait', async (stage) => {
  const { service } = stage;
  const [quiet, busy] = [stage.newShow(), stage.newShow()];
  await reserve(service, quiet, ['A-1', 'A-2']);
  const page = await signedIn(stage);
  await rowOf(page, quiet).filter({ hasText: '2 reserved' }).waitFor();

  await pay(service, await reserve(service, busy, ['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6']));
  await reserve(service, busy, ['B-1', 'B-2', 'B-3', 'B-4', 'B-5', 'B-6']);
  await reserve(service, busy, ['C-1', 'C-2', 'C-3', 'C-4', 'C-5', 'C-6']);
  const waiting = await post(service, `/v1/shows/${busy}/waiting`, { session_id: drawId(), count: 2 });
  assert.is(valueAt(waiting, 'waiting', 'status'), 'waiting');

  const row = rowOf(page, busy).filter({ hasText: '6 booked' }).filter({ hasText: '12 reserved' });
  await row.filter({ hasText: 'longest 0:0' }).filter({ hasText: 'next runs out in 4:5' }).waitFor();
  assert.is(await page.locator('tbody tr[data-show]').first().getAttribute('data-show'), busy);
  await page.locator('.figure', { hasText: 'In queues' }).filter({ hasText: '1longest' }).waitFor();
  await page.locator('.figure', { hasText: 'Seats sold' }).filter({ hasText: '6 since the start' }).waitFor();
  await page.locator('.figure', { hasText: 'Answers, p99' }).filter({ hasText: 'ms' }).waitFor();
  await hasNoSeriousFault(page);
  await picture(page, 'operate-overview');

  await page.getByRole('button', { name: 'Hold still' }).click();
  await page.getByText('Held still at').waitFor();
  await rowOf(page, busy).getByRole('link').click();
  await seatBecomes(page, 'A-1', 'booked');
  await seatBecomes(page, 'B-1', 'reserved');
  await page.getByText('longest 0:').waitFor();
});

operate('finds a show in which nothing is open, by its title', async (stage) => {
  const page = await signedIn(stage);
  await page.getByLabel('Find a show').fill('contrabulous');
  await page.locator('.found').getByRole('link').first().click();
  await heading(page, TITLE).waitFor();
});

operate(
  'blocks seats and puts them on sale again, also by keyboard, and says what was taken',
  async (stage) => {
    const { service } = stage;
    const show_id = stage.newShow();
    await reserve(service, show_id, ['A-1']);
    const page = await signedIn(stage);
    await openShow(page, show_id);
    await page.locator('[data-seat="A-1"]').click({ force: true });
    await page.getByText('Nothing is marked.').waitFor();

    await page.locator('[data-seat="B-2"]').click();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByText('2 seats to block').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await seatBecomes(page, 'B-2', 'blocked');
    await seatBecomes(page, 'B-3', 'blocked');
    const refused = await post(service, `/v1/shows/${show_id}/bookings`, {
      session_id: drawId(),
      seats: ['B-2'],
    });
    assert.is(valueAt(refused, 'code'), 'seat_unavailable');

    await page.getByRole('button', { name: 'B-2, blocked' }).click();
    await page.locator('[data-seat="C-1"]').click();
    await page.getByText('1 seat to block, 1 seat to put on sale').waitFor();
    await hasNoSeriousFault(page);
    await picture(page, 'operate-blocking');
    await page.getByRole('button', { name: 'Save' }).click();
    await seatBecomes(page, 'B-2', 'available');
    await seatBecomes(page, 'C-1', 'blocked');
    await seatBecomes(page, 'B-3', 'blocked');

    // Somebody is quicker between the press on the seat and the one on the button.
    await page.locator('[data-seat="C-5"]').click();
    await page.route('**/v1/shows/*/seats', (route) => route.abort());
    await reserve(service, show_id, ['C-5']);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').filter({ hasText: 'Somebody holds C-5 just now.' }).waitFor();
    await page.unroute('**/v1/shows/*/seats');
    await seatBecomes(page, 'C-5', 'reserved');
    await page.getByText('Nothing is marked.').waitFor();
  },
);

operate('plays a show back from its log, moment by moment', async (stage) => {
  const { service } = stage;
  const show_id = stage.newShow();
  await pay(service, await reserve(service, show_id, ['A-1', 'A-2']));
  await reserve(service, show_id, ['B-1', 'B-2', 'B-3', 'B-4', 'B-5', 'B-6']);
  await reserve(service, show_id, ['C-1', 'C-2', 'C-3', 'C-4', 'C-5', 'C-6']);
  await reserve(service, show_id, ['A-3', 'A-4', 'A-5', 'A-6']);
  await post(service, `/v1/shows/${show_id}/waiting`, { session_id: drawId(), count: 3 });
  const page = await signedIn(stage);
  await openShow(page, show_id);
  await page.getByRole('button', { name: 'Played back' }).click();

  await page.getByText('1 joined the queue').waitFor();
  await page.getByText('wanting 3 seats').waitFor();
  await seatBecomes(page, 'A-1', 'booked');
  const moment = page.getByLabel('Moment', { exact: true });
  await moment.fill('0');
  await page.getByRole('heading', { name: 'It began.' }).waitFor();
  await seatBecomes(page, 'A-1', 'reserved');
  await seatBecomes(page, 'B-1', 'available');
  await page.getByRole('button', { name: 'A moment after' }).click();
  await page.getByText('1 payment begun').waitFor();
  await page.getByRole('button', { name: 'A moment after' }).click();
  await page.getByText('1 booked', { exact: true }).waitFor();
  await seatBecomes(page, 'A-1', 'booked');
  await hasNoSeriousFault(page);
  await picture(page, 'operate-playback');

  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.getByText('1 joined the queue').waitFor();
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();

  await page.getByRole('button', { name: 'Now' }).click();
  await seatBecomes(page, 'A-1', 'booked');
});

operate('looks closer at a part of a long history, until every step is a moment', async (stage) => {
  const { service } = stage;
  const show_id = stage.newShow();
  const steps = 260;
  for (let step = 0; step < steps / 2; step += 1) {
    const { session_id, path } = await reserve(service, show_id, ['A-1']);
    await fetch(`${service.url}${path}`, { method: 'DELETE', headers: { 'x-session-id': session_id } });
  }
  const page = await signedIn(stage);
  await openShow(page, show_id);
  await page.getByRole('button', { name: 'Played back' }).click();
  await page.getByText('Each of these 240 moments').waitFor();
  const moment = page.getByLabel('Moment', { exact: true });
  assert.is(await moment.getAttribute('max'), '239');
  await moment.fill('120');
  await page.getByRole('button', { name: 'Look closer' }).click();
  await page
    .getByText('Every step is a moment.')
    .or(page.getByText(/Each of these \d\d moments/))
    .waitFor();
  assert.ok(Number(await moment.getAttribute('max')) < 60);
  await page.getByRole('button', { name: 'Whole history' }).click();
  await page.getByText('Each of these 240 moments').waitFor();
});

operate('cancels a show only for who types its title, and refunds what was paid', async (stage) => {
  const { service } = stage;
  const show_id = stage.newShow();
  const buyer = await reserve(service, show_id, ['A-1', 'A-2']);
  await pay(service, buyer);
  await reserve(service, show_id, ['B-1']);
  const page = await signedIn(stage);
  await openShow(page, show_id);
  await seatBecomes(page, 'A-1', 'booked');
  await page.getByRole('button', { name: 'Cancel the show…' }).click();
  await page.getByText('2 seats booked will be refunded, 1 seat reserved let go').waitFor();
  const confirm = page.getByRole('button', { name: 'Cancel it and refund everybody' });
  assert.is(await confirm.isDisabled(), true);
  await page.getByLabel(`Type “${TITLE}” to confirm`).fill('the contra');
  assert.is(await confirm.isDisabled(), true);
  await hasNoSeriousFault(page);
  await picture(page, 'operate-cancelling');
  await page.getByRole('button', { name: 'Keep the show' }).click();
  await page.getByRole('button', { name: 'Cancel the show…' }).click();
  await page.getByLabel(`Type “${TITLE}” to confirm`).fill(TITLE.toLowerCase());
  await confirm.click();
  await page.getByText('This show is cancelled.').waitFor();
  await seatBecomes(page, 'A-1', 'available');

  const own = await fetch(`${service.url}${buyer.path}`, { headers: { 'x-session-id': buyer.session_id } });
  assert.is(valueAt(await own.json(), 'booking', 'status'), 'cancelled');
  await page.getByRole('link', { name: 'All shows' }).click();
  await rowOf(page, show_id).filter({ hasText: 'cancelled' }).waitFor();
});

operate('fits on a phone', async (stage) => {
  const show_id = stage.newShow();
  await reserve(stage.service, show_id, ['A-1', 'A-2']);
  const page = await signedIn(stage, 'phone');
  await rowOf(page, show_id).waitFor();
  assert.is(await sidewaysOverflow(page), 0);
  await picture(page, 'operate-phone-overview');
  await openShow(page, show_id);
  assert.is(await sidewaysOverflow(page), 0);
  await page.getByRole('button', { name: 'Played back' }).click();
  await page.getByText('What happened').or(page.getByText('It began.')).first().waitFor();
  assert.is(await sidewaysOverflow(page), 0);
  await hasNoSeriousFault(page);
  await picture(page, 'operate-phone-playback');
});

operate.run();
