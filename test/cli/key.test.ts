import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { startService } from '../support/service.ts';
import { importSmallCatalogue } from '../support/small-catalogue.ts';
import { boxoffice, removeTemporaryFolders, temporaryFolder } from './terminal.ts';

const key = suite('key');
key.after(removeTemporaryFolders);

key('makes, lists and removes keys, and never shows one again', async () => {
  const environment = { BOXOFFICE_DATA: temporaryFolder() };
  const made = await boxoffice(['key', 'add', 'partner', '--rps', '40'], environment);
  assert.is(made.code, 0);
  const secret = made.stdout.trim();
  assert.match(secret, /^[\w-]{43}$/);

  const listed = await boxoffice(['key', 'list'], environment);
  assert.match(listed.stdout, /^partner\t40 requests\/s\tsince 20/);
  assert.not(listed.stdout.includes(secret));

  const twice = await boxoffice(['key', 'add', 'partner', '--rps', '1'], environment);
  assert.is(twice.code, 1);
  assert.match(twice.stderr, /'partner' already/);

  assert.is((await boxoffice(['key', 'remove', 'partner'], environment)).code, 0);
  assert.is((await boxoffice(['key', 'list'], environment)).stdout, '');
  const gone = await boxoffice(['key', 'remove', 'partner'], environment);
  assert.is(gone.code, 1);
  assert.match(gone.stderr, /no key named 'partner'/);
});

key('a key made beside a running service raises the quota there', async () => {
  const folder = temporaryFolder();
  await importSmallCatalogue(folder, { shows: 1, rows: 1, seats_per_row: 5 });
  const service = await startService({ data_folder: folder, environment: { BOXOFFICE_ANONYMOUS_RPS: '1' } });
  try {
    const made = await boxoffice(['key', 'add', 'partner', '--rps', '1000'], { BOXOFFICE_DATA: folder });
    const ask = async (headers: Record<string, string>): Promise<number> => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => fetch(`${service.url}/v1/cities`, { headers })),
      );
      return answers.filter((answer) => answer.status === 200).length;
    };
    // The service notices the key within a second or so; until then it is unknown and every answer says that.
    const headers = { 'x-api-key': made.stdout.trim() };
    while ((await ask(headers)) < 20);
    assert.ok((await ask({})) < 20);
  } finally {
    await service.stop('SIGTERM');
  }
});

key.run();
