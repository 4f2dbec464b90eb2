import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { print, printProgress, wholeNumber, withFolder } from '../command-line.ts';
import { printMachine } from '../machine/print.ts';
import { measureDisk } from './disk.ts';
import { dayTable, diskTable } from './report.ts';
import { runPhase } from './run-phase.ts';

const USAGE = `The reference day: every seat of 15,000 shows sold, all shows awake in one process.

  --shows N      fewer shows, for a quicker run (default 15000)
  --with-keys    every request of a client brings an idempotency key
  --folder DIR   where to write (default: the system's folder for temporary files); the whole day takes about 2 GB
`;

const { values } = parseArgs({
  options: {
    shows: { type: 'string', default: '15000' },
    'with-keys': { type: 'boolean', default: false },
    folder: { type: 'string', default: tmpdir() },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  print(USAGE);
} else {
  const shows = wholeNumber('shows', values.shows);
  const with_keys = values['with-keys'];
  await withFolder(values.folder, async (folder) => {
    await printMachine(folder);
    const sold = await runPhase({ type: 'sell', folder, shows, with_keys }, printProgress);
    printProgress('killed; starting again');
    const after_kill = await runPhase({ type: 'wake', folder, shows }, printProgress);
    printProgress('closed in good order; starting again');
    const after_close = await runPhase({ type: 'wake', folder, shows }, printProgress);
    const disk = measureDisk(folder);
    print(`\n${dayTable({ sold, after_kill, after_close, disk })}`);
    print(`\n${diskTable(disk, sold)}`);
  });
}
