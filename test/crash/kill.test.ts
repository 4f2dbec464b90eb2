import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { seededRandom } from '../../src/catalogue/demo/random.ts';
import { runCommand, startService } from '../support/service.ts';
import { findShows, importSmallCatalogue } from '../support/small-catalogue.ts';
import { overHttp } from '../support/ways.ts';
import { sendCrowd } from './customers.ts';
import { newJournal } from './journal.ts';
import { inTemporaryFolder } from './temporary-folder.ts';
import { findBrokenPromises } from './verdict.ts';

const KILLS = Number(process.env.BOXOFFICE_TEST_KILLS ?? 20);
const SEED = Number(process.env.BOXOFFICE_TEST_SEED ?? Date.now());
const CUSTOMERS = 24;
const SHOWS_AT_ONCE = 3;
const LONGEST_LIFE_MS = 700;
const LEAST_ANSWERS_A_LIFE = 20;

const kill = suite('kill -9 under load');

kill(`every acknowledged fact survives ${KILLS} kills (BOXOFFICE_TEST_SEED=${SEED})`, () =>
  inTemporaryFolder(async (data_folder, keep) => {
    const chance = seededRandom(String(SEED)).fraction;
    let answers = 0;
    let waited = 0;
    await importSmallCatalogue(data_folder, { shows: SHOWS_AT_ONCE * KILLS, rows: 2, seats_per_row: 10 });
    for (let kills = 0; kills < KILLS; kills += 1) {
      const journal = newJournal();
      const service = keep(await startService({ data_folder }));
      // New shows each time: those before fill up with what was booked and left.
      const shows = (await findShows(service.url)).slice(SHOWS_AT_ONCE * kills, SHOWS_AT_ONCE * (kills + 1));
      const crowd = sendCrowd([overHttp(service.url)], shows, CUSTOMERS, journal, chance);
      await sleep(50 + chance() * LONGEST_LIFE_MS);
      // On a machine that does other things as well a life may be over before it has begun.
      while (journal.answers < LEAST_ANSWERS_A_LIFE) await sleep(5);
      await service.stop('SIGKILL');
      await crowd.end();

      const restarted = keep(await startService({ data_folder }));
      const broken = await findBrokenPromises(restarted.url, journal).catch((error: Error) => [
        `${error.message} (${String(error.cause)}), and the service said:\n${restarted.output()}`,
      ]);
      const code = await restarted.stop('SIGTERM');
      assert.equal(code, 0, `the service did not end cleanly:\n${restarted.output()}`);
      assert.equal(broken, [], `after kill ${kills + 1}, seed ${SEED}:\n${broken.join('\n')}`);
      const audit = await runCommand(data_folder, ['audit']);
      assert.is(audit.code, 0, audit.output);
      answers += journal.answers;
      waited += journal.waitings.size;
    }
    console.log(`${KILLS} kills, ${answers} answers, ${waited} places in the queue`);
    assert.ok(waited > 0, 'nobody ever waited');
  }),
);

kill.run();
