import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BOXOFFICE } from '../../../bench/surge/contestants.ts';
import type { RunRecord } from '../../../bench/surge/record.ts';
import { runScenario } from '../../../bench/surge/run.ts';
import type { Scenario } from '../../../bench/surge/scenario.ts';
import { overload, SCENARIOS, scaled } from '../../../bench/surge/scenarios.ts';
import { withTemporaryFolder } from '../temporary-folder.ts';

const runs = suite('bench surge runs');

async function run(scenario: Scenario): Promise<RunRecord> {
  let record: RunRecord | null = null;
  await withTemporaryFolder(async (folder) => {
    record = await runScenario(scenario, BOXOFFICE, { folder, seed: 11, progress: () => {} });
  });
  if (record === null) throw new Error('The run gave nothing');
  return record;
}

function named(name: string, scale: number): Scenario {
  const scenario = SCENARIOS.find((each) => each.name === name);
  if (scenario === undefined) throw new Error(`There is no scenario ${name}`);
  return scaled(scenario, scale);
}

/** Every promise was kept, and looked at. */
function expectKept({ verdicts, users, ends }: RunRecord): void {
  assert.equal(
    verdicts.flatMap(({ faults }) => faults),
    [],
  );
  assert.is(verdicts.length, 6);
  const ended = Object.values(ends).reduce((sum, count) => sum + count, 0);
  assert.is(ended, users);
}

runs('of a thousand who want one show, all are told how it ended, and all its seats are sold', async () => {
  const record = await run(named('hot-show', 0.01));
  expectKept(record);
  assert.is(record.crowd_seats_booked, 300);
  assert.ok(record.ends.not_enough_seats > 0 && record.ends.booked > 0 && record.ends.lapsed > 0);
  assert.ok(record.waits.some(({ end }) => end === 'served'));
  const last = record.intervals.at(-1);
  assert.is(last?.waiting, 0);
  assert.is(last?.seats.reserved, 0);
  assert.ok(record.samples.some(({ heap_mib }) => heap_mib !== null));
  assert.ok((record.cpu_s.client ?? 0) > 0 && (record.cpu_s.service ?? 0) > 0);
});

runs(
  'hot shows in rotation, with requests sent at once, until the load is too much or all have come',
  async () => {
    const record = await run({ ...named('rotation', 0.002), until_saturated: false });
    expectKept(record);
    assert.ok(record.phases.some(({ reservations_per_second }) => reservations_per_second > 0));
  },
);

runs('phases of an overload each have their figures', async () => {
  const record = await run(scaled(overload(400), 0.01));
  expectKept(record);
  assert.equal(
    record.phases.map(({ name }) => name),
    ['warm-up', 'half load', 'full load', 'overload', 'half again'],
  );
  assert.ok(record.phases.every(({ accepted }) => accepted.count > 0 && accepted.p50 <= accepted.p99));
});

runs.run();
