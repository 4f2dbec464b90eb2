import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { print, printProgress, wholeNumber, withFolder } from '../command-line.ts';
import { printMachine } from '../machine/print.ts';
import { startClient } from './client-link.ts';
import type { Contestant, Outcome } from './contestant.ts';
import { RACES } from './races.ts';
import { expectationTable, type RaceResult, raceTable } from './report.ts';
import { runRound } from './round.ts';
import { killServers, versionOf } from './servers/process.ts';

const USAGE = `Durable reserve + release over NATS and over HTTP, beside bare echoes and Redis.

  --rounds N     how often everybody runs (default 3)
  --seconds N    how long one run is measured (default 3)
  --only TEXT    only races whose name contains it, such as HTTP or '256 in flight'
  --folder DIR   where to write, on the disk to be measured (default: the system's folder for temporary files)
`;

/** Our processes have far more code to compile than an echo has; what counts is how they run all day. */
const WARMUP_MS = 4_000;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    folder: { type: 'string', default: tmpdir() },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  print(USAGE);
} else {
  const rounds = wholeNumber('rounds', values.rounds);
  const measure_ms = wholeNumber('seconds', values.seconds) * 1_000;
  const nats = versionOf('nats-server');
  if (nats === null) throw new Error('nats-server is not here. On Debian: apt-get install nats-server');
  const redis = versionOf('redis-server');
  const races = RACES.filter(({ name }) => name.includes(values.only));
  const isHere = ({ server }: Contestant): boolean => server !== 'redis' || redis !== null;
  await withFolder(values.folder, async (folder, onLeave) => {
    onLeave(killServers);
    const client = startClient();
    onLeave(client.close);
    await printMachine(folder);
    print(nats);
    print(redis ?? 'Redis is not here, so it is left out. On Debian: apt-get install redis-server');
    const results = races.map((race) => ({
      race,
      outcomes: new Map<Contestant, Outcome[]>(
        race.contestants.filter(isHere).map((contestant) => [contestant, []]),
      ),
    }));
    for (let round = 1; round <= rounds; round += 1) {
      for (const { race, outcomes } of results) {
        for (const [contestant, runs] of outcomes) {
          const { shows, in_flight } = race;
          const own = join(folder, 'round');
          runs.push(
            await runRound(client, {
              contestant,
              shows,
              in_flight,
              folder: own,
              warmup_ms: WARMUP_MS,
              measure_ms,
            }),
          );
        }
        printProgress(`round ${round} of ${rounds} of ${race.name} done`);
      }
    }
    for (const result of results) printResult(result);
  });
}

function printResult(result: RaceResult): void {
  print(`\n${raceTable(result)}`);
  const expectations = expectationTable(result);
  if (expectations !== null) print(`\n${expectations}`);
}
