import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { seededRandom } from '../../src/catalogue/demo/random.ts';
import { childrenOf, runCommand, type Service, startService } from '../support/service.ts';
import { findShows, importSmallCatalogue } from '../support/small-catalogue.ts';
import { reconcile } from './money-verdict.ts';
import { sendPayers } from './payers.ts';
import { inTemporaryFolder } from './temporary-folder.ts';

/** The full one: BOXOFFICE_TEST_BOOKINGS=5000 BOXOFFICE_TEST_KILLS=20 BOXOFFICE_TEST_SANDBOX_KILLS=5 */
const BOOKINGS = Number(process.env.BOXOFFICE_TEST_BOOKINGS ?? 400);
const KILLS = Number(process.env.BOXOFFICE_TEST_KILLS ?? 4);
const SANDBOX_KILLS = Number(process.env.BOXOFFICE_TEST_SANDBOX_KILLS ?? 2);
const SEED = Number(process.env.BOXOFFICE_TEST_SEED ?? Date.now());
const CUSTOMERS = 32;
const PRICE = 1499;
const LONGEST_LIFE_MS = 4_000;
const LOOK_EVERY_MS = 200;

/** Everything lasts as long as it takes to happen within a test; the webhooks are late by up to a second. */
const ENVIRONMENT = {
  BOXOFFICE_RESERVATION_S: '5',
  BOXOFFICE_RESERVATION_BUFFER_S: '1',
  BOXOFFICE_PAYMENT_S: '4',
  BOXOFFICE_PAYMENTS_TIMEOUT_S: '2',
  BOXOFFICE_LOG_LEVEL: 'error',
  BOXOFFICE_SANDBOX_FAULTS: `timeouts=5,declines=5,duplicates=5,late=2,webhook_delay_s=1,seed=${SEED}`,
};

const money = suite(`money under kill -9 (BOXOFFICE_TEST_SEED=${SEED})`);

money('the books of the provider and ours agree to the cent, and no seat is sold twice', () =>
  inTemporaryFolder(async (data_folder, keep) => {
    const { fraction: chance } = seededRandom(String(SEED));
    const shows = Math.ceil(BOOKINGS / 400);
    await importSmallCatalogue(data_folder, { shows, rows: 20, seats_per_row: 75 });
    const start = async (): Promise<Service> =>
      keep(await startService({ data_folder, environment: ENVIRONMENT }));

    let service = await start();
    const payers = sendPayers(() => service.url, await findShows(service.url), CUSTOMERS, chance);
    for (const victim of victims(chance)) {
      await sleep(chance() * LONGEST_LIFE_MS);
      if (victim === 'sandbox') {
        for (const pid of childrenOf(service.process.pid)) process.kill(pid, 'SIGKILL');
      } else {
        await service.stop('SIGKILL');
        service = await start();
      }
    }
    while (payers.purchases.size < BOOKINGS) await sleep(LOOK_EVERY_MS);
    await payers.end();
    await untilNothingIsOpen(service);
    assert.is(await service.stop('SIGTERM'), 0, service.output());

    const books = await runCommand(data_folder, ['sandbox-payments', '--books']);
    assert.is(books.code, 0, books.output);
    const found = reconcile(data_folder, books.output, PRICE, payers.purchases.values());
    assert.equal(found.differences, [], found.differences.join('\n'));
    const { differences: _none, ...figures } = found;
    console.log(figures);
    assert.is(figures.captured - figures.refunded, figures.sold);
    assert.ok(figures.late > 0, 'nothing was ever captured too late');
    assert.ok(figures.declined > 0, 'nothing was ever declined');
    const audit = await runCommand(data_folder, ['audit']);
    assert.is(audit.code, 0, audit.output);
  }),
);

/** Who is killed, in an order drawn by chance. */
function victims(chance: () => number): ('box office' | 'sandbox')[] {
  const all = [
    ...Array<'box office'>(KILLS).fill('box office'),
    ...Array<'sandbox'>(SANDBOX_KILLS).fill('sandbox'),
  ];
  return all
    .map((victim) => ({ victim, order: chance() }))
    .sort((one, other) => one.order - other.order)
    .map(({ victim }) => victim);
}

/** Resolves once no payment is open, no refund due, and every reservation has come to its end. */
async function untilNothingIsOpen(service: Service): Promise<void> {
  const longest_hold_s = [
    ENVIRONMENT.BOXOFFICE_RESERVATION_S,
    ENVIRONMENT.BOXOFFICE_RESERVATION_BUFFER_S,
    ENVIRONMENT.BOXOFFICE_PAYMENT_S,
  ].reduce((sum, seconds) => sum + Number(seconds), 0);
  await sleep(longest_hold_s * 1_000);
  for (;;) {
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    const open = [...metrics.matchAll(/^boxoffice_payments_open\{.*\} (\d+)$/gm)].map((match) =>
      Number(match[1]),
    );
    assert.is(open.length, 2, metrics);
    if (open.every((count) => count === 0)) return;
    await sleep(LOOK_EVERY_MS);
  }
}

money.run();
