import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createPatience } from '../../src/gateway/live/patience.ts';
import { createPlaces } from '../../src/gateway/live/places.ts';
import { createCaller } from './caller.ts';

const WAIT_MS = 60_000;

const patience = suite('waiting for news');

patience('each wait frees its own place, however often it is ended', async () => {
  const places = createPlaces(10);
  const { wait, letGo } = createPatience(places);
  const leaving = createCaller();
  let wake = (): void => assert.unreachable('it waits');
  const woken = wait(WAIT_MS, leaving.caller, (waker) => (wake = waker));
  const waiting = wait(WAIT_MS, createCaller().caller, () => undefined);
  assert.is(places.taken(), 2);
  // Two pieces of news in one commit, and then its caller leaves.
  wake();
  wake();
  leaving.leave();
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
  const { caller } = createCaller();
  const end = await createPatience(places).wait(1, caller, (waker) => (wake = waker));
  wake();
  assert.equal([end, places.taken()], ['time_over', 0]);
});

patience('who finds no place is told so at once, and who pays waits in any case', async () => {
  const places = createPlaces(0);
  const { wait, letGo } = createPatience(places);
  const { caller } = createCaller();
  assert.is(await wait(WAIT_MS, caller, () => assert.unreachable()), 'no_place');
  const paying = wait(WAIT_MS, caller, () => undefined, 'payment');
  letGo();
  assert.is(await paying, 'let_go');
  assert.is(places.taken(), 0);
});

patience('who leaves while they wait frees their place, and nobody listens for them any more', async () => {
  const places = createPlaces(1);
  const { wait } = createPatience(places);
  const leaving = createCaller();
  const waiting = wait(WAIT_MS, leaving.caller, () => undefined);
  assert.is(leaving.listeners(), 1);
  leaving.leave();
  assert.equal([await waiting, places.taken(), leaving.listeners()], ['gone', 0, 0]);
  assert.is(await wait(WAIT_MS, leaving.caller, () => assert.unreachable()), 'gone');
});

patience.run();
