import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { DEFAULT_LIMITS } from '../../actors/limits.ts';
import { backOff } from '../../src/back-off.ts';
import { NEWS_WAIT_MS, PROVIDER_WAIT_MS } from '../../src/payments/waits.ts';

const waits = suite('waits before trying again');

waits('grow with each failure, and are never longer than the longest', () => {
  const after = (failures: number): number => backOff(failures, PROVIDER_WAIT_MS, () => 1);
  for (let failures = 0; failures < 6; failures += 1) assert.ok(after(failures) < after(failures + 1));
  assert.is(after(1_000), PROVIDER_WAIT_MS);
  assert.is(
    backOff(1_000, PROVIDER_WAIT_MS, () => 0),
    PROVIDER_WAIT_MS / 2,
  );
});

waits('news of a payment reach their show within the grace after an outage, however long that was', () => {
  assert.ok(backOff(1_000, NEWS_WAIT_MS, () => 1) * 2 < DEFAULT_LIMITS.outage_grace_ms);
});

waits.run();
