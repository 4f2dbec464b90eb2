import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Routing } from '../../src/routing/routing.ts';
import { assertRefused, at, openStage, type Stage, valueAt } from './stage.ts';
import type { Visitor } from './visitor.ts';

const POSITION_NEWS_MS = 400;

const polls = suite<Stage>('long polls');

/** Shows that the gateway listens to, and requests that it made of them. */
let subscriptions = 0;
let asked = 0;

const watched = (routing: Routing): Routing => ({
  ...routing,
  ask(request) {
    asked += 1;
    return routing.ask(request);
  },
  subscribe(show_id, listener) {
    subscriptions += 1;
    const unsubscribe = routing.subscribe(show_id, listener);
    return () => {
      subscriptions -= 1;
      unsubscribe();
    };
  },
});

polls.before(async (stage) => {
  const gateway = { position_news_ms: POSITION_NEWS_MS };
  Object.assign(
    stage,
    await openStage({ gateway, aroundRouting: watched, limits: { reservation_ms: 60_000 } }),
  );
});
polls.after(async ({ box_office }) => box_office.close());

/** Resolves once the condition holds. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5);
}

polls('a booking that is newer than `after` is told at once', async ({ freshShow, holder }) => {
  const { visitor, booking } = await holder(freshShow(), { count: 1 });
  for (const query of ['wait_s=60', 'wait_s=60&after=0', 'after=99', 'wait_s=0&after=99', '']) {
    assert.is(at(await visitor.ask('GET', `${booking}?${query}`), 'booking', 'status'), 'reserved');
  }
});

polls('a change of a booking is told when it happens', async ({ freshShow, holder }) => {
  const show = freshShow();
  const { visitor, booking } = await holder(show, { count: 1 });
  const { visitor: neighbour, booking: other } = await holder(show, { count: 1 });
  const told = visitor.ask('GET', `${booking}?wait_s=60&after=1`);
  await until(() => subscriptions === 1);
  await neighbour.ask('DELETE', other);
  const asked_before = asked;
  const paid = visitor.ask('POST', `${booking}/payment`, { body: { payment_token: 'tok_ok' } });
  assert.is(at(await told, 'booking', 'payment', 'status'), 'in_flight');
  const then = await visitor.ask('GET', `${booking}?wait_s=60&after=${at(await told, 'booking', 'version')}`);
  assert.is(at(then, 'booking', 'status'), 'booked');
  await paid;
  assert.is(asked, asked_before + 2, 'told from the news, without asking again');
});

polls('nothing new: the current state after `wait_s`', async ({ freshShow, holder }) => {
  const { visitor, booking } = await holder(freshShow(), { count: 1 });
  const sent_at = performance.now();
  const answer = await visitor.ask('GET', `${booking}?wait_s=1&after=1`);
  assert.ok(performance.now() - sent_at >= 990);
  assert.is(answer.status, 200);
  assert.is(valueAt(answer, 'booking', 'version'), 1);
  await until(() => subscriptions === 0);
});

polls('somebody who hangs up leaves nothing behind', async ({ freshShow, holder, visitor, box_office }) => {
  const show = freshShow();
  const { visitor: guest, booking } = await holder(show, { count: 10 });
  for (let held = 1; held < 5; held += 1) await holder(show, { count: 10 });
  const waiter = visitor();
  const joined = await waiter.ask('POST', `${show}/waiting`, { body: { count: 1 } });
  const place = `${show}/waiting/${at(joined, 'waiting', 'waiting_id')}`;
  const hang_up = new AbortController();
  const poll = (path: string, { session_id }: Visitor): Promise<unknown> =>
    fetch(`${box_office.url}${path}`, {
      headers: { 'x-session-id': session_id },
      signal: hang_up.signal,
    }).catch((error: Error) => error.name);
  const before = subscriptions;
  const open = [
    ...Array.from({ length: 10 }, () => poll(`${booking}?wait_s=60&after=1`, guest)),
    ...Array.from({ length: 10 }, () => poll(`${place}?wait_s=60&after=1`, waiter)),
  ];
  await until(() => subscriptions === before + 2);
  hang_up.abort();
  assert.equal(await Promise.all(open), Array(20).fill('AbortError'));
  await until(() => subscriptions === before);
});

interface Queue {
  readonly show: string;
  readonly holders: readonly { visitor: Visitor; booking: string }[];
  readonly waiters: readonly { visitor: Visitor; place: string }[];
}

/** A full show, in whose queue people wait for one seat each. */
async function openQueue({ freshShow, holder, visitor }: Stage, people: number): Promise<Queue> {
  const show = freshShow();
  const holders = [];
  for (let held = 0; held < 5; held += 1) holders.push(await holder(show, { count: 10 }));
  const waiters = [];
  for (let joined = 0; joined < people; joined += 1) {
    const somebody = visitor();
    const answer = await somebody.ask('POST', `${show}/waiting`, { body: { count: 1 } });
    waiters.push({ visitor: somebody, place: `${show}/waiting/${at(answer, 'waiting', 'waiting_id')}` });
  }
  return { show, holders, waiters };
}

async function cancelShow({ visitor }: Stage, show: string): Promise<void> {
  await visitor().ask('POST', `${show.replace('/v1/', '/v1/admin/')}/cancel`, { as_operator: true });
}

polls('the end of a wait is told at once, to those whom it concerns', async (stage) => {
  const { show, holders, waiters } = await openQueue(stage, 12);
  const [holder] = holders;
  if (holder === undefined) return assert.unreachable();
  const before = subscriptions;
  const ends = waiters
    .slice(0, 10)
    .map(({ visitor, place }) => visitor.ask('GET', `${place}?wait_s=60&after=99`));
  const left = waiters
    .slice(10)
    .map(({ visitor, place }) => visitor.ask('GET', `${place}?wait_s=60&after=99`));
  await until(() => subscriptions === before + 1);
  await Promise.all(waiters.map(({ visitor, place }) => visitor.ask('GET', place)));

  await holder.visitor.ask('DELETE', holder.booking);
  for (const end of await Promise.all(ends)) {
    assert.is(at(end, 'waiting', 'status'), 'served');
    assert.is(at(end, 'waiting', 'booking', 'status'), 'reserved');
  }
  const [eleventh, twelfth] = waiters.slice(10);
  if (eleventh === undefined || twelfth === undefined) return assert.unreachable();
  await eleventh.visitor.ask('DELETE', eleventh.place);
  await cancelShow(stage, show);
  assert.equal(
    (await Promise.all(left)).map((end) => at(end, 'waiting', 'status')),
    ['cancelled', 'show_cancelled'],
  );
});

polls('a position is told when it has changed, and not more often than it may be', async (stage) => {
  const { waiters } = await openQueue(stage, 21);
  const last = waiters.at(-1);
  if (last === undefined) return assert.unreachable();
  const begun_at = performance.now();
  const heard: number[] = [];
  const listen = async (): Promise<void> => {
    let version = at(await last.visitor.ask('GET', last.place), 'waiting', 'version');
    while (heard.at(-1) !== 1) {
      const answer = await last.visitor.ask('GET', `${last.place}?wait_s=60&after=${version}`);
      version = at(answer, 'waiting', 'version');
      heard.push(Number(at(answer, 'waiting', 'position')));
    }
  };
  const listening = listen();
  for (const { visitor, place } of waiters.slice(0, -1)) {
    await visitor.ask('DELETE', place);
    await sleep(60);
  }
  await listening;
  const most = 1 + (performance.now() - begun_at) / POSITION_NEWS_MS;
  assert.ok(heard.length >= 2 && heard.length <= most, `${heard.length} news of 20 changes`);
  const falling = heard.every((position, index) => index === 0 || position < (heard[index - 1] ?? 0));
  assert.ok(falling, `each news says something new: ${heard.join(', ')}`);
});

polls('one who hears of changes is asked for only after changes', async (stage) => {
  const { show, waiters } = await openQueue(stage, 30);
  const before = subscriptions;
  const listening = waiters.map(({ visitor, place }) => visitor.ask('GET', `${place}?wait_s=60&after=99`));
  await until(() => subscriptions === before + 1);
  await Promise.all(waiters.map(({ visitor, place }) => visitor.ask('GET', place)));
  const asked_before = asked;
  await sleep(4 * POSITION_NEWS_MS);
  assert.is(asked, asked_before, 'while nothing happens, nothing is done');
  const [first] = waiters;
  await first?.visitor.ask('DELETE', first.place);
  await sleep(2 * POSITION_NEWS_MS);
  assert.is(asked, asked_before + 1 + 29, 'one sweep over those who still wait');
  await cancelShow(stage, show);
  await Promise.all(listening);
});

polls('nobody learns of another’s wait by polling for it as it ends', async (stage) => {
  const { waiters } = await openQueue(stage, 1);
  const [waiter] = waiters;
  if (waiter === undefined) return assert.unreachable();
  const thief = stage.visitor();
  const stolen = Array.from({ length: 20 }, () => thief.ask('GET', `${waiter.place}?wait_s=60&after=0`));
  await waiter.visitor.ask('DELETE', waiter.place);
  for (const answer of await Promise.all(stolen)) assertRefused(answer, 404, 'unknown_waiting');
});

polls.run();
