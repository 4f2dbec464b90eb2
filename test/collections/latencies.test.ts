import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Latencies } from '../../actors/collections/latencies.ts';

const latencies = suite('latencies');

const WINDOW_MS = 1_000;

latencies('tells quantiles within a tenth of their value', () => {
  const durations = fc.array(fc.double({ min: 0.02, max: 50_000, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(durations, (all) => {
      const noted = new Latencies(WINDOW_MS, () => 0);
      for (const duration of all) noted.note(duration);
      const { p50_ms, p99_ms } = noted.figures();
      const sorted = all.toSorted((one, other) => one - other);
      for (const [told, share] of [
        [p50_ms, 0.5],
        [p99_ms, 0.99],
      ] as const) {
        const right = sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
        assert.ok(told !== null && told >= right * 0.999 && told <= right * 1.101, `${told} for ${right}`);
      }
    }),
  );
});

latencies('takes what is shorter or longer than anything that it tells apart', () => {
  const noted = new Latencies(WINDOW_MS, () => 0);
  noted.note(0);
  assert.is(noted.figures().p50_ms, 0.01);
  noted.note(1e9);
  noted.note(1e9);
  assert.ok((noted.figures().p50_ms ?? 0) > 60_000);
});

latencies('forgets what is older than two windows, and nothing of the newest', () => {
  let now = 0;
  const noted = new Latencies(WINDOW_MS, () => now);
  assert.equal(noted.figures(), { p50_ms: null, p99_ms: null });
  noted.note(100);
  now = WINDOW_MS;
  noted.note(1);
  assert.ok((noted.figures().p99_ms ?? 0) > 99);
  now = 2 * WINDOW_MS;
  assert.ok((noted.figures().p99_ms ?? 0) < 2);
  now = 5 * WINDOW_MS;
  assert.is(noted.figures().p50_ms, null);
});

latencies.run();
