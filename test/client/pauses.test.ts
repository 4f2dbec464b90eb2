import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createPauses } from '../../src/client/follow/pauses.ts';

const [SOON_MS, HELD_MS] = [10, 5_000];

function assertBetween(pause_ms: number, least_ms: number, most_ms: number): void {
  assert.ok(pause_ms >= least_ms && pause_ms <= most_ms, `${pause_ms} ms`);
}

const pauses = suite('pauses between long polls');

pauses(
  'there is none before the first, after one that was held for its news, or after one soon answer',
  () => {
    const between = createPauses();
    assert.is(between.next(), 0);
    for (const took_ms of [HELD_MS, SOON_MS, HELD_MS]) {
      between.answered(took_ms, true);
      assert.is(between.next(), 0);
    }
  },
);

pauses(
  'they grow while answers come too soon, with news or without, and are over with one that was held',
  () => {
    for (const has_news of [true, false]) {
      const between = createPauses();
      if (has_news) between.answered(SOON_MS, true);
      for (const longest_ms of [2_000, 4_000, 8_000, 16_000, 16_000]) {
        between.answered(SOON_MS, has_news);
        assertBetween(between.next(), longest_ms / 2, longest_ms);
      }
      between.answered(HELD_MS, true);
      assert.is(between.next(), 0);
    }
  },
);

pauses('after a long wait without news it is short', () => {
  const between = createPauses();
  between.answered(HELD_MS, false);
  assertBetween(between.next(), 0, 500);
});

pauses.run();
