import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runClosedLoop } from '../../bench/closed-loop.ts';
import type { Contestant, Outcome } from '../../bench/engine/contestant.ts';
import { runRound } from '../../bench/engine/round.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const engine = suite('bench engine');

const SHOWS = 3;
const IN_FLIGHT = 8;

function runShortly(contestant: Contestant): Promise<Outcome> {
  return withTemporaryFolder((folder) =>
    runRound({ contestant, shows: SHOWS, in_flight: IN_FLIGHT, folder, warmup_ms: 20, measure_ms: 150 }),
  );
}

engine('the closed loop counts every cycle, and keeps every client busy', async () => {
  let reserved = 0;
  let released = 0;
  const busy = new Set<number>();
  let most_busy = 0;
  const outcome = await runClosedLoop({
    clients: IN_FLIGHT,
    warmup_ms: 20,
    measure_ms: 50,
    startMeter: () => {
      const start = performance.now();
      return () => ({ start, end: performance.now() });
    },
    reserve: async (client) => {
      assert.not(busy.has(client), 'a client has one request in flight');
      busy.add(client);
      most_busy = Math.max(most_busy, busy.size);
      await new Promise((resolve) => setImmediate(resolve));
      reserved += 1;
      return async () => {
        await new Promise((resolve) => setImmediate(resolve));
        released += 1;
        busy.delete(client);
      };
    },
  });
  assert.is(outcome.acknowledged, reserved);
  assert.is(outcome.acknowledged, released);
  assert.is(most_busy, IN_FLIGHT);
  assert.ok(outcome.cycles_per_second * 0.05 <= outcome.acknowledged);
  assert.ok(outcome.metered.end > outcome.metered.start);
});

engine('a refused request ends the run, since it would count as work done', async () => {
  const reserve = async (): Promise<never> => {
    throw new Error('seat_unavailable');
  };
  try {
    await runClosedLoop({ clients: 1, warmup_ms: 0, measure_ms: 50, reserve, startMeter: () => () => null });
    assert.unreachable();
  } catch (error) {
    assert.match(String(error), 'seat_unavailable');
  }
});

engine('what our engine acknowledges is in its log, and no seat is held twice', async () => {
  const outcome = await runShortly({ type: 'boxoffice' });
  assert.ok(outcome.acknowledged > 0);
  assert.is(outcome.stored, outcome.acknowledged);
  const { shape } = outcome;
  assert.ok(shape !== null && shape.steps_a_commit >= 1 && shape.steps_a_commit <= IN_FLIGHT);
  assert.ok(shape.records_a_commit <= SHOWS);
});

engine('the bare group commit stores what it counts', async () => {
  const shape = { steps_a_commit: 8, records_a_commit: 3, record_bytes: 200 };
  const outcome = await runShortly({ type: 'group_commit', shape });
  assert.ok(outcome.acknowledged > 0);
  assert.is(outcome.stored, outcome.acknowledged);
});

engine('the rules alone go through whole cycles', async () => {
  const outcome = await runShortly({ type: 'rules' });
  assert.ok(outcome.acknowledged >= IN_FLIGHT);
  assert.is(outcome.acknowledged % IN_FLIGHT, 0);
});

engine.run();
