import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { seededRandom } from '../../src/catalogue/demo/random.ts';
import { openClient } from '../support/client.ts';
import { launchService, runCommand, type Service, startService } from '../support/service.ts';
import { findShows, importSmallCatalogue, textAt } from '../support/small-catalogue.ts';
import { overHttp } from '../support/ways.ts';
import { noteBooking, sendCrowd } from './customers.ts';
import { newJournal } from './journal.ts';
import { inTemporaryFolder } from './temporary-folder.ts';
import { findBrokenPromises } from './verdict.ts';

const SEED = Number(process.env.BOXOFFICE_TEST_SEED ?? Date.now());
/** The disk calls at which the service is killed: the n-th of each of its threads. */
const KILLED_AT_WRITES =
  process.env.BOXOFFICE_TEST_EVERY_WRITE === undefined ? [1, 2, 3, 5, 8, 13, 21, 34, 55] : upTo(120);
const LONGEST_LIFE_MS = 4_000;
const HALL = { shows: 1, rows: 5, seats_per_row: 20 };

const disk = suite(`a disk that fails (BOXOFFICE_TEST_SEED=${SEED})`);

disk('a full disk: 503, nothing acknowledged is lost, and service again when there is room', () =>
  inTemporaryFolder(async (folder, keep) => {
    const data_folder = join(folder, 'small-disk');
    mkdirSync(data_folder);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', data_folder]);
    try {
      await importSmallCatalogue(data_folder, HALL);
      const service = keep(await startService({ data_folder }));
      const [show_id = ''] = await findShows(service.url);
      const journal = newJournal();
      const before = openClient(service.url, show_id);
      noteBooking(journal, before.session_id, (await before.reserve({ count: 1 })).body);

      fill(data_folder);
      const refused = await untilRefused(service, show_id);
      assert.is(refused.status, 503);
      assert.is(textAt(refused.body, 'code'), 'unavailable');
      assert.is((await before.booking([...journal.bookings.keys()][0] ?? '')).status, 200, 'reading goes on');

      rmSync(join(data_folder, 'ballast'));
      await untilReserved(service, show_id);
      assert.equal(await findBrokenPromises(service.url, journal), []);
      assert.is(await service.stop('SIGTERM'), 0, service.output());
      const audit = await runCommand(data_folder, ['audit']);
      assert.is(audit.code, 0, audit.output);
    } finally {
      execFileSync('umount', ['--lazy', data_folder]);
    }
  }),
);

disk('a disk that fails to flush: the service stops at once and says why, nothing acknowledged is lost', () =>
  inTemporaryFolder(async (data_folder, keep) => {
    await importSmallCatalogue(data_folder, HALL);
    await (await startService({ data_folder })).stop('SIGTERM');
    const journal = newJournal();
    const output = await runUnderFault(data_folder, keep, journal, 'fsync,fdatasync:error=EIO:when=6+');
    assert.match(output, /the log takes nothing more/);
    await checkAfterwards(data_folder, keep, journal);
  }),
);

for (const write of KILLED_AT_WRITES) {
  disk(`killed at write ${write}: nothing acknowledged is lost`, () =>
    inTemporaryFolder(async (data_folder, keep) => {
      await importSmallCatalogue(data_folder, HALL);
      const journal = newJournal();
      await runUnderFault(data_folder, keep, journal, `pwrite64:signal=SIGKILL:when=${write}`);
      await checkAfterwards(data_folder, keep, journal);
    }),
  );
}

/** Runs the service under a fault of the disk and under load, until it ends; gives what it printed. */
async function runUnderFault(
  data_folder: string,
  keep: (service: Service) => Service,
  journal: ReturnType<typeof newJournal>,
  fault: string,
): Promise<string> {
  const calls = fault.slice(0, fault.indexOf(':'));
  const under = [
    'strace',
    '-f',
    '-qq',
    '--seccomp-bpf',
    '-o',
    '/dev/null',
    '-e',
    `trace=${calls}`,
    '-e',
    `inject=${fault}`,
  ];
  const service = keep(await launchService({ data_folder, under }));
  const shows = await untilOpen(service);
  const crowd = sendCrowd([overHttp(service.url)], shows, 4, journal, seededRandom(String(SEED)).fraction);
  await Promise.race([service.ended, sleep(LONGEST_LIFE_MS)]);
  // Should the load not have reached that write, it is an ordinary kill.
  await service.stop('SIGKILL');
  await crowd.end();
  return service.output();
}

/** The shows, or none where the service ends before it is open. */
async function untilOpen(service: Service): Promise<string[]> {
  let has_ended = false;
  void service.ended.then(() => {
    has_ended = true;
  });
  while (!has_ended) {
    const shows = await findShows(service.url).catch(() => []);
    if (shows.length > 0) return shows;
    await sleep(50);
  }
  return [];
}

async function checkAfterwards(
  data_folder: string,
  keep: (service: Service) => Service,
  journal: ReturnType<typeof newJournal>,
): Promise<void> {
  const restarted = keep(await startService({ data_folder }));
  assert.equal(await findBrokenPromises(restarted.url, journal), []);
  assert.is(await restarted.stop('SIGTERM'), 0, restarted.output());
  const audit = await runCommand(data_folder, ['audit']);
  assert.is(audit.code, 0, audit.output);
}

/** Leaves no room on the disk. */
function fill(data_folder: string): void {
  const ballast = join(data_folder, 'ballast');
  for (let bytes = 1 << 22; bytes >= 1 << 10; bytes >>= 1) {
    try {
      writeFileSync(ballast, Buffer.alloc(bytes), { flag: 'a' });
    } catch {
      // Not this much; perhaps half of it.
    }
  }
}

/** What was already taken from the disk may take a few commits more. */
async function untilRefused(service: Service, show_id: string) {
  for (;;) {
    const client = openClient(service.url, show_id);
    const answer = await client.reserve({ count: 1 });
    if (answer.status !== 201) return answer;
    await client.end(textAt(answer.body, 'booking', 'booking_id'));
  }
}

async function untilReserved(service: Service, show_id: string): Promise<void> {
  for (;;) {
    const answer = await openClient(service.url, show_id).reserve({ count: 1 });
    if (answer.status === 201) return;
    await sleep(100);
  }
}

function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

disk.run();
