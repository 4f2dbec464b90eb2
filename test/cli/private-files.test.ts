import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openClient } from '../support/client.ts';
import { startService } from '../support/service.ts';
import { findShows, importSmallCatalogue, textAt } from '../support/small-catalogue.ts';
import { boxoffice, removeTemporaryFolders, temporaryFolder } from './terminal.ts';

const files = suite('the files of a data folder');
files.after(removeTemporaryFolders);

const FOR_OTHERS = 0o077;

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' });
}

files('are their owner’s alone, whatever the umask: payment tokens are in them', async () => {
  const umask = process.umask(0o022);
  const data_folder = temporaryFolder();
  const backup = join(data_folder, 'backup');
  try {
    await importSmallCatalogue(data_folder, { shows: 1, rows: 1, seats_per_row: 5 });
    const made_by_test = filesIn(data_folder);
    const service = await startService({ data_folder });
    const [show_id = ''] = await findShows(service.url);
    const client = openClient(service.url, show_id);
    const booking_id = textAt((await client.reserve({ count: 1 })).body, 'booking', 'booking_id');
    assert.is((await client.pay(booking_id)).status, 200);
    const { code, stderr } = await boxoffice(['backup', backup], { BOXOFFICE_DATA: data_folder });
    assert.is(code, 0, stderr);
    const made = filesIn(data_folder).filter((name) => !made_by_test.includes(name));
    assert.ok(made.includes('log.db') && made.includes('backup'), String(made));
    const open_to_others = made.filter((name) => (statSync(join(data_folder, name)).mode & FOR_OTHERS) !== 0);
    assert.equal(open_to_others, []);
    await service.stop('SIGTERM');
  } finally {
    process.umask(umask);
  }
});

files.run();
