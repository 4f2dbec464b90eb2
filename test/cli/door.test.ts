import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openClient } from '../support/client.ts';
import { startService } from '../support/service.ts';
import { findShows, importSmallCatalogue, textAt } from '../support/small-catalogue.ts';
import { boxoffice, removeTemporaryFolders, temporaryFolder } from './terminal.ts';

const door = suite('tickets of the real service');
door.after(removeTemporaryFolders);

const ADMIN_TOKEN = 'the-operator-of-the-tests';
const A_WEEK_S = '604800';

async function ask(url: string, headers: Readonly<Record<string, string>>, body?: object): Promise<unknown> {
  const answer = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? null : JSON.stringify(body),
  });
  assert.is(answer.status, 200);
  return answer.json();
}

door('tickets and who came in outlive a kill; the key too, and it is in the backup', async () => {
  const data_folder = temporaryFolder();
  const environment = { BOXOFFICE_ADMIN_TOKEN: ADMIN_TOKEN, BOXOFFICE_DOORS_OPEN_S: A_WEEK_S };
  const run = (...words: readonly string[]) => boxoffice(words, { BOXOFFICE_DATA: data_folder });
  await importSmallCatalogue(data_folder, { shows: 1, rows: 2, seats_per_row: 4 });
  const scanAt = (url: string) => (token: string, nonce: string) =>
    ask(`${url}/v1/admin/checkin`, { authorization: `Bearer ${ADMIN_TOKEN}` }, { token, nonce });

  let service = await startService({ data_folder, environment });
  try {
    const [show_id = ''] = await findShows(service.url);
    const anna = openClient(service.url, show_id);
    const booking_id = textAt((await anna.reserve({ seats: ['A-1', 'B-3'] })).body, 'booking', 'booking_id');
    assert.is((await anna.pay(booking_id)).status, 200);
    const tickets = await ask(`${service.url}/v1/shows/${show_id}/bookings/${booking_id}/tickets`, {
      'x-session-id': anna.session_id,
    });
    const [one, other] = [0, 1].map((index) => textAt(tickets, 'tickets', index, 'token'));
    const admitted = await scanAt(service.url)(one ?? '', 'scan-1');
    assert.is(textAt(admitted, 'result'), 'admitted');

    await service.stop('SIGKILL');
    service = await startService({ data_folder, environment });
    const scan = scanAt(service.url);
    assert.equal(await scan(one ?? '', 'scan-1'), admitted);
    const again = await scan(one ?? '', 'scan-2');
    assert.is(textAt(again, 'result'), 'already_admitted');
    assert.is(textAt(again, 'admitted_at'), textAt(admitted, 'admitted_at'));
    assert.is(textAt(await scan(other ?? '', 'scan-3'), 'result'), 'admitted');

    const [first_id, other_id] = [0, 1].map((index) => textAt(tickets, 'tickets', index, 'ticket_id'));
    const csv = await run('door', show_id, '--csv');
    assert.is(csv.code, 0, csv.stderr);
    assert.match(csv.stdout, /^seat,ticket_id,admitted_at\r\nA-1,/);
    assert.ok(csv.stdout.includes(`A-1,${first_id},${textAt(admitted, 'admitted_at')}\r\n`), csv.stdout);
    assert.ok(csv.stdout.includes(`B-3,${other_id},20`), csv.stdout);
    const list = await run('door', show_id);
    assert.match(list.stdout, /tickets: 2, of which came in: 2$/m);
    assert.match(list.stdout, /^A-1 {3}(\w{4} ){3}\w{4} {2}20\S+Z$/m);
    const replay = await run('replay', show_id);
    assert.match(replay.stdout, /^Tickets that were let in: 2\n {2}A-1 {2}20\S+Z\n {2}B-3 {2}20\S+Z$/m);
    const audit = await run('audit');
    assert.is(audit.code, 0, audit.stdout);

    const key_file = join(data_folder, 'ticket-key.pem');
    assert.is(statSync(key_file).mode & 0o777, 0o600);
    const copy = join(temporaryFolder(), 'copy');
    const backup = await run('backup', copy);
    assert.is(backup.code, 0, backup.stderr);
    assert.ok(existsSync(`${copy}.ticket-key`));
    assert.is(statSync(`${copy}.ticket-key`).mode & 0o777, 0o600);
    for (const { stdout } of [csv, list, replay, audit, backup]) {
      assert.not(stdout.includes(anna.session_id) || stdout.includes(one ?? ''));
    }
    assert.not(service.output().includes(one ?? ''), 'no ticket is logged');
  } finally {
    await service.stop('SIGTERM');
  }
});

door('a show that the log does not know has no list', async () => {
  const data_folder = temporaryFolder();
  await importSmallCatalogue(data_folder, { shows: 1, rows: 1, seats_per_row: 2 });
  const none = await boxoffice(['door', '01J00000000000000000000000'], { BOXOFFICE_DATA: data_folder });
  assert.is(none.code, 1);
  assert.match(none.stderr, /no event log|knows no show/);
});

door.run();
