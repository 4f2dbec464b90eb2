import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createPatience } from '../../src/gateway/live/patience.ts';
import { createPlaces } from '../../src/gateway/live/places.ts';

const WAIT_MS = 60_000;

const patience = suite('waiting for news');

patience('each wait frees its own place, however often it is ended', async () => {
  const places = createPlaces(10);
  const { wait, letGo } = createPatience(places);
  const still_here = new AbortController();
  const leaving = new AbortController();
  let wake = (): void => assert.unreachable('it waits');
  const woken = wait(WAIT_MS, leaving.signal, (waker) => (wake = waker));
  const waiting = wait(WAIT_MS, still_here.signal, () => undefined);
  assert.is(places.taken(), 2);
  // Two pieces of news in one commit, and then its caller leaves.
  wake();
  wake();
  leaving.abort();
  assert.is(await woken, 'woken');
  assert.is(places.taken(), 1);
  letGo();
  wake();
  assert.is(await waiting, 'let_go');
  assert.is(places.taken(), 0);
});

patience('news that come after the time is over free nothing again', async () => {
  const places = createPlaces(10);
  let wake = (): void => assert.unreachable('it waits');
  const { signal } = new AbortController();
  const end = await createPatience(places).wait(1, signal, (waker) => (wake = waker));
  wake();
  assert.equal([end, places.taken()], ['time_over', 0]);
});

patience('who finds no place is told so at once, and who pays waits in any case', async () => {
  const places = createPlaces(0);
  const { wait, letGo } = createPatience(places);
  const { signal } = new AbortController();
  assert.is(await wait(WAIT_MS, signal, () => assert.unreachable()), 'no_place');
  const paying = wait(WAIT_MS, signal, () => undefined, 'payment');
  letGo();
  assert.is(await paying, 'let_go');
  assert.is(places.taken(), 0);
});

patience.run();
