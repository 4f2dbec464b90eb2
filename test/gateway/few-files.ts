import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteLog } from '../../persistence/index.ts';
import { openStage } from './stage.ts';

// A box office with a log on disk, in a process of its own, so that it can be given few files.
const folder = mkdtempSync(join(tmpdir(), 'boxoffice-few-files-'));
const { box_office } = await openStage({ log: await openSqliteLog(folder) });
process.send?.({ url: box_office.url, show_id: box_office.shows[0] });
process.once('message', async () => {
  await box_office.close();
  rmSync(folder, { recursive: true, force: true });
  process.disconnect();
});
