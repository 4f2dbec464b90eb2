import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openLogReader } from '../../persistence/index.ts';
import { startChild } from './child.ts';
import { temporaryFolder } from './temporary-folder.ts';

const disk = suite('a disk that is full, and one that fails');

/** A small disk of its own, that nobody else sees and that vanishes with the command. */
function onSmallDisk(folder: string): string[] {
  const mountAndRun = `mount -t tmpfs -o size=5m tmpfs '${folder}' && exec "$@"`;
  return ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', mountAndRun, 'sh'];
}

disk('full: refused, rolled back, and taken again when there is room', async () => {
  const folder = temporaryFolder();
  const child = startChild('./full-disk-child.js', [folder], onSmallDisk(folder));
  assert.equal(await child.rest(), [
    'opened',
    'refused with LogUnavailableError',
    'what is decided on it is refused with StaleEpochError',
    'nothing of it is in the tables',
    'everything acknowledged is there, and nothing else',
    'still full: LogUnavailableError',
    'probe: LogUnavailableError',
    'probe: none',
    'taken again when there is room',
    'everything acknowledged is there after reopening',
    'too full to open: LogUnavailableError',
  ]);
});

disk('that fails to write: the log takes nothing more, and nothing acknowledged is lost', async () => {
  const folder = temporaryFolder();
  // No file of the process may grow beyond 1,000 blocks of 512 bytes; that is an error of the disk, not a full one.
  const limited = ['sh', '-c', 'ulimit -f 1000; exec "$@"', 'sh'];
  const child = startChild('./failing-disk-child.js', [folder], limited);
  const lines = await child.rest();
  const acknowledged = lines.filter((line) => line.startsWith('acknowledged ')).length;
  assert.ok(acknowledged > 10);
  assert.equal(lines.slice(acknowledged), [
    'append LogBrokenError',
    'next append LogBrokenError',
    'wake LogBrokenError',
    'close LogBrokenError',
  ]);
  const reader = openLogReader(folder);
  const [head] = [...reader.showHeads()];
  // The step whose outcome was unknown may be there or not.
  assert.ok(head?.sequence === acknowledged || head?.sequence === acknowledged + 1);
  assert.ok([...reader.records()].every(({ fault }) => fault === null));
  reader.close();
});

disk.run();
