import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { print, printProgress, wholeNumber, withFolder } from '../command-line.ts';
import { printMachine } from '../machine/print.ts';
import { LENGTHS, measureLength, type QueueFigures } from './measure.ts';
import { costTable, expectationTable, turnTable } from './report.ts';

const USAGE = `What a show's queue costs, from 100 to 100,000 waiting users: memory, commands, snapshots, waking, the end of all waits.

  --lengths A,B  other lengths of the queue (default ${LENGTHS.join(',')})
  --folder DIR   where to write, on the disk to be measured (default: the system's folder for temporary files)
`;

const { values } = parseArgs({
  options: {
    lengths: { type: 'string', default: LENGTHS.join(',') },
    folder: { type: 'string', default: tmpdir() },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  print(USAGE);
} else {
  const lengths = values.lengths.split(',').map((length) => wholeNumber('lengths', length));
  await withFolder(values.folder, async (folder) => {
    await printMachine(folder);
    const figures: QueueFigures[] = [];
    for (const waiting of lengths) {
      printProgress(`${waiting} wait`);
      figures.push(await measureLength(folder, waiting));
    }
    print(`\n${costTable(figures)}`);
    print(`\n${turnTable(figures)}`);
    print(`\n${expectationTable(figures)}`);
  });
}
