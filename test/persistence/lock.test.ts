import { once } from 'node:events';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { LogLockedError, openLogReader, openSqliteLog, rebuildTables } from '../../persistence/index.ts';
import { startChild } from './child.ts';
import { appender, changes, errorOf, historyOf } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

const lock = suite('lock: one writer a data folder');

lock(
  'a second process is refused, and told which folder and process; after kill -9 it is let in',
  async () => {
    const folder = temporaryFolder();
    const holder = startChild('./holding-child.js', [folder]);
    const exited = once(holder.process, 'exit');
    try {
      assert.is(await holder.nextLine(), 'open');
      const error = await openSqliteLog(folder).catch((refused) => refused);
      assert.instance(error, LogLockedError);
      assert.match(error.message, folder);
      assert.match(error.message, `process ${holder.process.pid}`);
      const rebuild = () => rebuildTables(folder, () => () => changes());
      assert.throws(rebuild, (refused: unknown) => refused instanceof LogLockedError);
    } finally {
      holder.process.kill('SIGKILL');
    }
    await exited;
    await (await openSqliteLog(folder)).close();
  },
);

lock('a second log in the same process is refused as well, and does not loosen the lock', async () => {
  const folder = temporaryFolder();
  const log = await openSqliteLog(folder);
  assert.is(await errorOf(openSqliteLog(folder)), 'LogLockedError');
  const other = startChild('./holding-child.js', [folder]);
  assert.is(await other.nextLine(), 'LogLockedError');
  await log.close();
  await (await openSqliteLog(folder)).close();
});

lock('readers come in beside the writer', async () => {
  const folder = temporaryFolder();
  const log = await openSqliteLog(folder);
  const show = await appender(log);
  await show.append(['one']);
  const reader = openLogReader(folder);
  await show.append(['two']);
  assert.is(reader.history(show.show_id).length, 1);
  reader.close();
  const later = openLogReader(folder);
  assert.is(later.history(show.show_id).length, 2);
  later.close();
  assert.equal(await historyOf(log, show.show_id), [['one'], ['two']]);
  await log.close();
});

lock.run();
