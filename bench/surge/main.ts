import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { print, printProgress, withFolder } from '../command-line.ts';
import { printMachine } from '../machine/print.ts';
import { killServers } from '../nats/servers/process.ts';
import { BOXOFFICE } from './contestants.ts';
import { expectationsOn } from './expectations.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import type { RunRecord } from './record.ts';
import { type Contestant, runScenario } from './run.ts';
import { carriedUsers } from './saturation.ts';
import type { Scenario } from './scenario.ts';
import { overload, RAMP, SCENARIOS, scaled } from './scenarios.ts';
import { contestTable, expectationTable, runTables } from './tables.ts';

const options = readOptions();
if (options === null) print(USAGE);
else await runAll(options);

async function runAll({ folder: parent, ...all }: Options): Promise<void> {
  await withFolder(parent, async (folder, onLeave) => {
    onLeave(killServers);
    await printMachine(folder);
    const records: RunRecord[] = [];
    let capacity = all.capacity;

    async function run(scenario: Scenario, contestant: Contestant): Promise<RunRecord> {
      printProgress(`${scenario.name}: ${contestant.name}`);
      const record = await runScenario(scaled(scenario, all.scale), contestant, {
        folder,
        seed: all.seed,
        progress: printProgress,
      });
      records.push(record);
      print(`\n${runTables(record)}`);
      return record;
    }

    for (const name of all.scenarios) {
      if (name === 'overload') capacity ??= carriedUsers(await run(RAMP, BOXOFFICE)) / Math.sqrt(all.scale);
      const scenario =
        [...SCENARIOS, RAMP].find((known) => known.name === name) ?? overload(Math.round(capacity ?? 0));
      await run(scenario, BOXOFFICE);
      for (const rival of all.rivals(name)) {
        // A peer that is not installed is not missed by the others.
        await run(scenario, rival).catch((error: unknown) => print(`\n${rival.name}: ${String(error)}`));
      }
    }

    const contest = contestTable(records);
    if (contest !== null) print(`\n${contest}`);
    print(`\n${expectationTable(expectationsOn(records, BOXOFFICE.name))}`);
    mkdirSync(all.out, { recursive: true });
    writeFileSync(join(all.out, 'records.json'), JSON.stringify(records));
    print(`\nAll that was recorded is in ${join(all.out, 'records.json')}`);
    const broken = records.filter(({ verdicts }) => verdicts.some(({ faults }) => faults.length > 0));
    if (broken.length > 0) throw new Error(`${broken.length} of ${records.length} runs broke a promise`);
  });
}
