import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { followOutages } from '../../actors/engine/outages.ts';
import { openMemoryLog } from '../../persistence/index.ts';

const outages = suite('outages');

const START = 1_795_000_000_000;
const HOUR = 3_600_000;

outages('to start is the end of one, and what the log refuses begins another', async () => {
  let now = START;
  const log = openMemoryLog();
  const followed = followOutages(log, () => now);
  now += HOUR;
  assert.is(followed.endedAt(now), START);
  followed.begin();
  assert.ok(followed.isOn());
  assert.ok(followed.endedAt(now) > now, 'everything is older than its end');
  followed.end();
  assert.not(followed.isOn());
  assert.is(followed.endedAt(now + HOUR), now);
  await log.close();
});

outages('the log is asked until it takes appends again', async () => {
  let full = true;
  let asked = 0;
  const log = openMemoryLog({
    outcomeOf: () => {
      asked += 1;
      full = asked < 2;
      return full ? 'full' : 'committed';
    },
  });
  await new Promise<void>((resolve) => {
    const followed = followOutages(log, () => {
      if (!full) resolve();
      return START;
    });
    followed.begin();
  });
  assert.is(asked, 2);
  await log.close();
});

outages('a clock that jumps back after the start makes nothing last longer', async () => {
  let now = START + HOUR;
  const log = openMemoryLog();
  const followed = followOutages(log, () => now);
  now = START;
  assert.is(followed.endedAt(now), START);
  now += HOUR;
  assert.is(followed.endedAt(now), START, 'nor does it, when the clock has caught up');
  await log.close();
});

outages.run();
