import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { auditLog, formatReport } from '../../src/audit/index.ts';
import { readerOf } from './memory-log.ts';
import { type EventCounts, simulate } from './simulation.ts';

const crowds = suite('audit: crowds that the real rules have served');

const SEEDS = 200;
const COMMANDS = 1_000;

crowds('are found in order, with every kind of event among what happened', () => {
  const counts: EventCounts = new Map();
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const simulated = simulate(seed, COMMANDS);
    const report = auditLog(readerOf(simulated.log), { show_id: null });
    assert.is(report.findings.total, 0, `seed ${seed}\n${formatReport(report)}`);
    for (const [type, count] of simulated.counts) counts.set(type, (counts.get(type) ?? 0) + count);
  }
  assert.is(counts.size, 23, `only ${[...counts.keys()].join(', ')} happened`);
});

crowds.run();
