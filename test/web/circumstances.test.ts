import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { heading, noticeOf, openHall, reserveBest, seat } from './actions.ts';
import { sidewaysOverflow } from './browser.ts';
import { type Stage, useStage } from './stage.ts';

const circumstances = suite<Stage>('the page: circumstances');
useStage(circumstances);

circumstances('an answer that is lost on its way does nothing twice', async (context) => {
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

circumstances('what was asked for just before a reload is not asked for twice', async (context) => {
  const show_id = context.newShow();
  const { page, context: browser } = await context.people.come();
  await openHall(page, show_id);
  const keys: (string | undefined)[] = [];
  await browser.route(`**/v1/shows/${show_id}/bookings`, async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    // The first arrives, but the page is gone before it is answered.
    if (keys.length === 1) await page.reload();
    else await route.continue();
  });
  await page.getByRole('button', { name: 'Reserve the best' }).click();
  await heading(page, 'Reserved for you').waitFor();
  assert.is(keys.length, 2);
  assert.is(keys[0], keys[1]);
});

circumstances('where the answer takes long, the page says that it is waiting for it', async (context) => {
  const show_id = context.newShow();
  const { page, context: browser } = await context.people.come();
  await openHall(page, show_id);
  const words = page.getByText('The answer is taking its time.');
  await browser.route(`**/v1/shows/${show_id}/bookings`, async (route) => {
    await words.waitFor();
    await route.continue();
  });
  await page.getByRole('button', { name: 'Reserve the best' }).click();
  await page.getByText('Reserving your seats …').waitFor();
  await heading(page, 'Reserved for you').waitFor();
  await words.waitFor({ state: 'hidden' });
});

circumstances(
  "the time to pay is told by the service's clock, whatever the device's says",
  async (context) => {
    const { page } = await context.people.come();
    await page.addInitScript('Date.now = ((now) => () => now() + 7_200_000)(Date.now)');
    await openHall(page, context.newShow());
    await reserveBest(page, 1);
    assert.match((await page.getByRole('timer').textContent()) ?? '', /^(5:00|4:5\d) left to pay$/);
  },
);

circumstances('the nearest city is found by where one is', async (context) => {
  const { page, context: browser } = await context.people.come();
  await page.goto('/');
  await page.getByRole('button', { name: 'Nearest to me' }).click();
  await page.getByText('We could not find out where you are.').waitFor();
  await browser.grantPermissions(['geolocation']);
  await browser.setGeolocation({ latitude: -22.9, longitude: -43.2 });
  await page.getByRole('button', { name: 'Nearest to me' }).click();
  await heading(page, 'Movies in São Paulo').waitFor();
});

circumstances('the hall grows under two fingers, and by its buttons', async (context) => {
  const { page } = await context.people.come('phone');
  await openHall(page, context.newShow());
  const width = async (): Promise<number> => (await seat(page, 'A', 1).boundingBox())?.width ?? 0;
  const first = await width();
  await page.getByRole('button', { name: 'Larger' }).tap();
  const second = await width();
  assert.ok(second > first * 1.2, `${first} to ${second}`);
  const { x = 0, y = 0 } = (await seat(page, 'A', 1).boundingBox()) ?? {};
  const touch = await page.context().newCDPSession(page);
  const fingers = (apart: number) => [
    { x: x + 5, y: y + 5, id: 1 },
    { x: x + 5 + apart, y: y + 5, id: 2 },
  ];
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(80) });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(60) });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  assert.ok((await width()) < second, 'smaller again');
  assert.is(await sidewaysOverflow(page), 0);
});

circumstances('without a connection it says so, and goes on where it was', async (context) => {
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

circumstances('fits a phone, and nothing is wider than it', async (context) => {
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

circumstances.run();
