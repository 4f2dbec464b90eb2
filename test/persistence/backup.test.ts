import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { backupLog, openLogReader, openSqliteLog } from '../../persistence/index.ts';
import { alterLog } from './log-file.ts';
import { appender, errorOf, historyOf, someBooking } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

const backup = suite('backup');

backup('is a whole log of one moment, taken while its writer goes on', async () => {
  const folder = temporaryFolder();
  const log = await openSqliteLog(folder);
  const show = await appender(log);
  let appending = true;
  let appended = 0;
  const appendOn = async (): Promise<void> => {
    while (appending) {
      await show.append([`${appended}`], { bookings: [someBooking(show.show_id)] });
      appended += 1;
    }
  };
  const writer = appendOn();
  while (appended < 50) await new Promise((resolve) => setImmediate(resolve));
  const at_least = appended;
  const target = temporaryFolder();
  const file = join(target, 'saved.db');
  const { records, bytes } = await backupLog(folder, file);
  appending = false;
  await writer;
  await log.close();
  assert.equal(readdirSync(target), ['saved.db']);
  assert.ok(bytes > 0 && records >= at_least && records <= appended);

  const restored = join(target, 'restored');
  mkdirSync(restored);
  renameSync(file, join(restored, 'log.db'));
  const reader = openLogReader(restored);
  assert.ok([...reader.records()].every(({ fault }) => fault === null));
  assert.is(reader.history(show.show_id).length, records);
  assert.is([...reader.bookings()].length, records);
  reader.close();
  const again = await openSqliteLog(restored);
  await (await appender(again, show.show_id)).append(['goes on']);
  assert.is((await historyOf(again, show.show_id)).length, records + 1);
  await again.close();
});

backup('does not overwrite anything', async () => {
  const folder = temporaryFolder();
  await (await openSqliteLog(folder)).close();
  const file = join(temporaryFolder(), 'precious');
  writeFileSync(file, 'precious');
  assert.is(await errorOf(backupLog(folder, file)), 'BackupExistsError');
});

backup('of a damaged log is refused, and leaves no file', async () => {
  const folder = temporaryFolder();
  const log = await openSqliteLog(folder);
  await (await appender(log)).append(['one']);
  await log.close();
  alterLog(folder, (database) => database.exec('UPDATE log SET epoch = 9'));
  const target = temporaryFolder();
  assert.is(await errorOf(backupLog(folder, join(target, 'saved.db'))), 'LogCorruptError');
  assert.equal(readdirSync(target), []);
});

backup.run();
