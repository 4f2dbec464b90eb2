import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openClient } from '../support/client.ts';
import { startService } from '../support/service.ts';
import { findShows, importSmallCatalogue, textAt } from '../support/small-catalogue.ts';
import { boxoffice, removeTemporaryFolders, temporaryFolder } from './terminal.ts';

const money = suite('ledger and payments at a terminal');
money.after(removeTemporaryFolders);

money('tell beside the running service what came in, what went back, and what is open', async () => {
  const data_folder = temporaryFolder();
  const run = (...words: readonly string[]) => boxoffice(words, { BOXOFFICE_DATA: data_folder });
  await importSmallCatalogue(data_folder, { shows: 2, rows: 2, seats_per_row: 5 });
  const service = await startService({ data_folder });
  const today = new Date().toISOString().slice(0, 10);
  try {
    const [show_id = '', other_show_id = ''] = await findShows(service.url);
    const reserve = async (client: ReturnType<typeof openClient>, count: number): Promise<string> =>
      textAt((await client.reserve({ count })).body, 'booking', 'booking_id');
    const anna = openClient(service.url, show_id);
    assert.is((await anna.pay(await reserve(anna, 3))).status, 200);
    const ben = openClient(service.url, other_show_id);
    assert.is((await ben.pay(await reserve(ben, 1))).status, 200);

    const none_open = await run('payments', '--open');
    assert.is(none_open.code, 0, none_open.stderr);
    assert.is(none_open.stdout, 'There are none.\n');

    const whole = await run('ledger');
    assert.is(whole.code, 0, whole.stderr);
    assert.match(whole.stdout, /^\S+ +USD +2 +59\.96 +0 +0\.00 +59\.96$/m);
    assert.match(whole.stdout, 'They agree');
    const day = await run('ledger', '--day', today);
    assert.match(day.stdout, new RegExp(`^${show_id} .*44\\.97$`, 'm'));
    assert.match((await run('ledger', '--day', '2020-02-29')).stdout, 'No money moved on this day.');
    const csv = await run('ledger', '--csv', '--show', show_id);
    assert.match(
      csv.stdout,
      /^day,show_id,.*\r\n.*,USD,1,44\.97,0,0\.00,44\.97,44\.97,0\.00,0\.00,1,44\.97,0\.00\r\n$/,
    );

    // The one whose outcome the sandbox never tells in time.
    await anna.pay(await reserve(anna, 1), 'tok_late');
    const open = await run('payments', '--open');
    assert.is(open.code, 3, open.stderr);
    assert.match(open.stdout, /charge +USD +14\.99/);
    assert.match(open.stdout, 'Charges open: 1, USD 14.99');
    assert.is((await run('payments', '--open', '--show', other_show_id)).code, 0);
    const of_show = await run('payments', '--show', show_id, '--csv');
    assert.is(of_show.code, 0);
    assert.is(of_show.stdout.split('\r\n').length, 4);
  } finally {
    await service.stop('SIGTERM');
  }
});

money('say what they were asked for wrongly', async () => {
  const environment = { BOXOFFICE_DATA: temporaryFolder() };
  for (const words of [
    ['ledger', '--day', '2026-02-30'],
    ['ledger', '--zone', 'Atlantis'],
    ['ledger', '--show', '7'],
    ['payments'],
  ]) {
    const { code, stderr } = await boxoffice(words, environment);
    assert.is(code, 2, words.join(' '));
    assert.match(stderr, 'error: ');
  }
  const { code, stderr } = await boxoffice(['ledger'], environment);
  assert.is(code, 1);
  assert.match(stderr, 'there is no event log');
});

money.run();
