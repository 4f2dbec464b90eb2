import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { print, printProgress, wholeNumber, withFolder } from '../command-line.ts';
import { printMachine } from '../machine/print.ts';
import { postgresSchema } from './postgres/plans.ts';
import { startPostgres } from './postgres/server.ts';
import { fieldTable, inFlightTable } from './report.ts';
import { runInFlightSteps, runRounds, type Schedule } from './rounds.ts';
import { FIELDS, IN_FLIGHT } from './workload.ts';

const USAGE = `Durable reserve + release cycles a second: ours, and what people would use instead.

  --rounds N     how often everybody runs (default 3)
  --seconds N    how long one run is measured (default 3)
  --folder DIR   where to write, on the disk to be measured (default: the system's folder for temporary files)
`;

const WARMUP_MS = 500;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '3' },
    folder: { type: 'string', default: tmpdir() },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  print(USAGE);
} else {
  const rounds = wholeNumber('rounds', values.rounds);
  const measure_ms = wholeNumber('seconds', values.seconds) * 1_000;
  await withFolder(values.folder, async (folder, onLeave) => {
    await printMachine(folder);
    const most_shows = Math.max(...FIELDS.map(({ shows }) => shows));
    const postgres = await startPostgres(join(folder, 'postgres'), postgresSchema(most_shows));
    if (postgres !== null) onLeave(postgres.stop);
    print(
      postgres?.version ?? 'PostgreSQL is not here, so it is left out. On Debian: apt-get install postgresql',
    );
    const schedule: Schedule = {
      folder,
      rounds,
      warmup_ms: WARMUP_MS,
      measure_ms,
      postgres_socket: postgres?.socket_folder ?? null,
      onProgress: printProgress,
    };
    for (const result of await runRounds(schedule)) print(`\n${fieldTable(result)}`);
    const steps = await runInFlightSteps(schedule, [1, 16, 64, IN_FLIGHT]);
    print(`\n${inFlightTable(steps)}`);
  });
}
