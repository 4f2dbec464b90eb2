import { getEventListeners } from 'node:events';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createBell } from '../../src/payments/bell.ts';

const bell = suite('bell');

const STOPPED = new Error('stopped');

/** A request that ends only when it is given up, and says why. */
function untilGivenUp(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(signal.reason);
    else signal.addEventListener('abort', () => resolve(signal.reason), { once: true });
  });
}

bell('a request ends with what stops it, and says why', async () => {
  const stop = new AbortController();
  const request = createBell().during(stop.signal, untilGivenUp);
  stop.abort(STOPPED);
  assert.is(await request, STOPPED);
});

bell('a request that begins after the stop ends at once', async () => {
  assert.is(await createBell().during(AbortSignal.abort(STOPPED), untilGivenUp), STOPPED);
});

bell('a request that is rung at is given up a while later', async () => {
  const stop = new AbortController();
  const rung = createBell();
  const request = rung.during(stop.signal, untilGivenUp);
  rung.ring();
  assert.match(String(await request), 'there is news already');
  assert.not.ok(stop.signal.aborted);
});

bell('of a request that has ended nothing listens to the stop any more, however it ended', async () => {
  const stop = new AbortController();
  const rung = createBell();
  await rung.during(stop.signal, async () => 'an answer');
  await rung.during(stop.signal, () => Promise.reject(new Error('no answer'))).catch(() => undefined);
  assert.is(getEventListeners(stop.signal, 'abort').length, 0);
});

bell('a pause ends at once with the stop, and leaves nothing that listens', async () => {
  const stop = new AbortController();
  const pausing = createBell().pause(60_000, stop.signal);
  stop.abort(STOPPED);
  await pausing;
  assert.is(getEventListeners(stop.signal, 'abort').length, 0);
});

bell.run();
