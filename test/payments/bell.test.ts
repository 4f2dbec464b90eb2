import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createBell } from '../../src/payments/bell.ts';

const bell = suite('bell');

const STOPPED = new Error('stopped');

/** A request that ends only when it is given up, and says why. */
function untilGivenUp({ signal }: AbortController): Promise<unknown> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(signal.reason);
    else signal.addEventListener('abort', () => resolve(signal.reason), { once: true });
  });
}

bell('a request ends with what stops it, and says why', async () => {
  const stopped = createBell();
  const request = stopped.during(untilGivenUp);
  assert.not.ok(stopped.isStopped());
  stopped.stop(STOPPED);
  assert.is(await request, STOPPED);
  assert.ok(stopped.isStopped());
});

bell('a request that begins after the stop ends at once', async () => {
  const stopped = createBell();
  stopped.stop(STOPPED);
  assert.is(await stopped.during(untilGivenUp), STOPPED);
});

bell('a request that is rung at is given up a while later', async () => {
  const rung = createBell();
  const request = rung.during(untilGivenUp);
  rung.ring();
  assert.match(String(await request), 'there is news already');
  assert.not.ok(rung.isStopped());
});

bell('a request that has ended is neither stopped nor rung at any more, however it ended', async () => {
  const rung = createBell();
  const signals: AbortSignal[] = [];
  await rung.during(async ({ signal }) => signals.push(signal));
  const failing = rung.during(({ signal }) => {
    signals.push(signal);
    return Promise.reject(new Error('no answer'));
  });
  await failing.catch(() => undefined);
  rung.ring();
  rung.stop(STOPPED);
  assert.equal(
    signals.map(({ aborted }) => aborted),
    [false, false],
  );
});

bell('a pause ends with a ring, though not at once, and with the stop at once', async () => {
  const rung = createBell();
  const began_at = performance.now();
  const pausing = rung.pause(60_000);
  rung.ring();
  await pausing;
  assert.ok(performance.now() - began_at >= 240);
  const stopping = rung.pause(60_000);
  rung.stop(STOPPED);
  await stopping;
  await rung.pause(60_000);
});

bell.run();
