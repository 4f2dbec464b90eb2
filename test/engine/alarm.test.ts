import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { setAlarm } from '../../actors/engine/alarm.ts';

const alarm = suite('the alarm after a start');

const MANY = 1_000;
const NOW = 1_795_000_000_000;

alarm('the overdue are woken soonest first, and not so many at once that they hold up others', async () => {
  const deadlines = Array.from({ length: MANY }, (_, index) => ({
    show_id: `${index}`,
    deadline_ms: NOW - index,
  }));
  const rung: string[] = [];
  let under_way = 0;
  let most_under_way = 0;
  await new Promise<void>((resolve) => {
    setAlarm(
      deadlines,
      () => NOW,
      async (show_id) => {
        rung.push(show_id);
        under_way += 1;
        most_under_way = Math.max(most_under_way, under_way);
        await new Promise((awake) => setImmediate(awake));
        under_way -= 1;
        if (rung.length === MANY && under_way === 0) resolve();
      },
    );
  });
  assert.equal(rung, deadlines.map(({ show_id }) => show_id).reverse());
  assert.ok(most_under_way < MANY / 2, `${most_under_way} at once`);
});

alarm('what is due later is woken then, and not after a stop', async () => {
  const deadlines = [
    { show_id: 'much later', deadline_ms: NOW + 1_000_000 },
    { show_id: 'later', deadline_ms: NOW + 20 },
    { show_id: 'overdue', deadline_ms: NOW - 20 },
  ];
  let now = NOW;
  const rung: string[] = [];
  const set = await new Promise<ReturnType<typeof setAlarm>>((resolve) => {
    const alarm_set = setAlarm(
      deadlines,
      () => now,
      async (show_id) => {
        rung.push(show_id);
        now = NOW + 20;
        if (show_id === 'later') setImmediate(() => resolve(alarm_set));
      },
    );
  });
  set.stop();
  assert.equal(rung, ['overdue', 'later']);
});

alarm.run();
