import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { print, printProgress, wholeNumber, withFolder } from '../command-line.ts';
import { SEATS } from '../hall.ts';
import { printMachine } from '../machine/print.ts';
import { killServers } from '../nats/servers/process.ts';
import { figuresOf } from './figures.ts';
import { cpuLine, expectationTable, figuresTable } from './report.ts';
import { runWaiting } from './run.ts';
import { faultsOf } from './verdict.ts';

const USAGE = `How soon browsers that wait in one show's queue hear of what happened to them.

  --browsers N   how many wait (default 2000)
  --releases N   seats given back one after the other (default ${SEATS}, all that the hall has)
  --pace N       of these a second (default 20)
  --folder DIR   where to write, on the disk to be measured (default: the system's folder for temporary files)
`;

const RELEASES_A_LEAVE = 10;
const FAULTS_SHOWN = 10;

const { values } = parseArgs({
  options: {
    browsers: { type: 'string', default: '2000' },
    releases: { type: 'string', default: String(SEATS) },
    pace: { type: 'string', default: '20' },
    folder: { type: 'string', default: tmpdir() },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  print(USAGE);
} else {
  const browsers = wholeNumber('browsers', values.browsers);
  const releases = wholeNumber('releases', values.releases);
  const releases_per_second = wholeNumber('pace', values.pace);
  if (releases > SEATS) throw new RangeError(`--releases must be at most ${SEATS}`);
  if (browsers < 2 * releases)
    throw new RangeError('--browsers must be at least twice --releases, or nobody is left at the end');
  await withFolder(values.folder, async (folder, onLeave) => {
    onLeave(killServers);
    await printMachine(folder);
    printProgress(`${browsers} browsers join the queue, and wait`);
    const plan = { browsers, releases, releases_per_second, releases_a_leave: RELEASES_A_LEAVE };
    const course = await runWaiting(folder, plan);
    const figures = figuresOf(course);
    print(`\n${figuresTable(figures)}\n${cpuLine(course)}`);
    print(`\n${expectationTable(figures)}`);
    const faults = faultsOf(course, browsers);
    for (const fault of faults.slice(0, FAULTS_SHOWN)) print(`FAULT: ${fault}`);
    if (faults.length > 0) throw new Error(`${faults.length} faults in what the browsers were told`);
    print('\nEverybody was told exactly one end; all who were served had joined before those who were not.');
  });
}
