import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { print, printProgress, withFolder } from '../command-line.ts';
import { printMachine } from '../machine/print.ts';
import { killServers } from '../nats/servers/process.ts';
import { measureQueue } from '../queue/measure.ts';
import { BOXOFFICE } from './contestants.ts';
import { type Options, QUEUE, readOptions, USAGE } from './options.ts';
import type { RunRecord } from './record.ts';
import { queueExpectations } from './report/expectations.ts';
import { writeReport } from './report/index.ts';
import type { QueuePoint } from './report/queue-point.ts';
import { type Contestant, runScenario } from './run.ts';
import { carriedUsers } from './saturation.ts';
import type { Scenario } from './scenario.ts';
import { overload, RAMP, SCENARIOS, scaled } from './scenarios.ts';
import { contestTable, expectationTable, runTables } from './tables.ts';

const options = readOptions();
if (options === null) print(USAGE);
else await runAll(options);

async function runAll({ folder: parent, out, ...options }: Options): Promise<void> {
  await withFolder(parent, async (folder, onLeave) => {
    onLeave(killServers);
    await printMachine(folder);
    const records: RunRecord[] = [];
    let queue: readonly QueuePoint[] = [];
    for (const name of options.scenarios) {
      if (name === QUEUE) queue = await measureQueue(folder);
      else records.push(...(await runNamed(name, folder, options)));
    }

    const contest = contestTable(records);
    if (contest !== null) print(`\n${contest}`);
    print(`\n${expectationTable(records, BOXOFFICE.name, queueExpectations(queue))}`);
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, 'records.json'), JSON.stringify(records));
    const [page] = await writeReport(out, records, queue);
    print(`\nThe report is ${page}; all that was recorded is in ${join(out, 'records.json')}`);
    const broken = records.filter(({ verdicts }) => verdicts.some(({ faults }) => faults.length > 0));
    if (broken.length > 0) throw new Error(`${broken.length} of ${records.length} runs broke a promise`);
  });
}

type Circumstances = Omit<Options, 'folder' | 'out' | 'scenarios'>;

/** Runs the scenario at ours and at its rivals, after what has to be known before it. */
async function runNamed(name: string, folder: string, given: Circumstances): Promise<RunRecord[]> {
  const records: RunRecord[] = [];
  const { scale, seed } = given;

  async function run(scenario: Scenario, contestant: Contestant): Promise<RunRecord> {
    printProgress(`${scenario.name}: ${contestant.name}`);
    const circumstances = { folder, seed, progress: printProgress };
    const record = await runScenario(scaled(scenario, scale), contestant, circumstances);
    records.push(record);
    print(`\n${runTables(record)}`);
    return record;
  }

  /** Full-scale users a second. */
  async function capacity(): Promise<number> {
    return given.capacity ?? Math.round(carriedUsers(await run(RAMP, BOXOFFICE)) / Math.sqrt(scale));
  }

  const scenario = [...SCENARIOS, RAMP].find((known) => known.name === name) ?? overload(await capacity());
  await run(scenario, BOXOFFICE);
  for (const rival of given.rivals(name)) {
    // A peer that is not installed is not missed by the others.
    await run(scenario, rival).catch((error: unknown) => print(`\n${rival.name}: ${String(error)}`));
  }
  return records;
}
