import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openLogReader, openSqliteLog } from '../../persistence/index.ts';
import { assertFlushes, openForWriting } from '../../persistence/sqlite/connection.ts';
import { migrate } from '../../persistence/sqlite/schema.ts';
import { alterLog } from './log-file.ts';
import { appender, bytes, someEndedWaiting, textOf } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

const schema = suite('schema and connection');

async function messageOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'none',
    (error) => `${error}`,
  );
}

function messageThrown(act: () => unknown): string {
  try {
    act();
    return 'none';
  } catch (error) {
    return `${error}`;
  }
}

schema("the writer's connection flushes each commit, also after its first write", () => {
  const folder = temporaryFolder();
  const database = openForWriting(join(folder, 'log.db'));
  migrate(database);
  assertFlushes(database);
  assert.is(database.pragma('synchronous', { simple: true }), 2);
  database.pragma('synchronous = NORMAL');
  assert.throws(() => assertFlushes(database), /would not be flushed/);
  database.close();
});

schema('SQLite would drop to NORMAL after the first write, were FULL not set explicitly', () => {
  const database = new Sqlite(join(temporaryFolder(), 'other.db'));
  database.pragma('journal_mode = WAL');
  database.exec('CREATE TABLE some (thing)');
  assert.throws(() => assertFlushes(database), /would not be flushed/);
  database.close();
});

schema('an empty file is taken forward to the newest schema, and that again changes nothing', async () => {
  const folder = temporaryFolder();
  await (await openSqliteLog(folder)).close();
  let version = 0;
  alterLog(folder, (database) => {
    version = Number(database.pragma('user_version', { simple: true }));
  });
  assert.ok(version > 0);
  const log = await openSqliteLog(folder);
  await (await appender(log)).append(['one']);
  await log.close();
  alterLog(folder, (database) => {
    assert.is(database.pragma('user_version', { simple: true }), version);
    assert.is(database.pragma('integrity_check', { simple: true }), 'ok');
  });
});

schema('a newer schema is refused clearly, and left as it is', async () => {
  const folder = temporaryFolder();
  await (await openSqliteLog(folder)).close();
  alterLog(folder, (database) => database.pragma('user_version = 1000'));
  assert.match(
    await messageOf(openSqliteLog(folder)),
    /LogSchemaError: .*schema version 1000.*newer boxoffice/,
  );
  assert.match(
    messageThrown(() => openLogReader(folder)),
    /LogSchemaError: .*schema version 1000/,
  );
  alterLog(folder, (database) => assert.is(database.pragma('user_version', { simple: true }), 1_000));
});

schema('a log of the first schema is taken forward with all that is in it', async () => {
  const folder = temporaryFolder();
  const before = await openSqliteLog(folder);
  const show = await appender(before);
  const ended = someEndedWaiting(show.show_id);
  await show.append(['one'], { ended_waitings: [ended] });
  await before.snapshot({ show_id: show.show_id, epoch: show.epoch, sequence: 1, state: bytes('one') });
  await show.append(['two']);
  await before.close();
  alterLog(folder, (database) => {
    database.exec('DROP TABLE ended_waiting_run; DROP TABLE snapshot_piece; PRAGMA user_version = 1');
  });

  const log = await openSqliteLog(folder);
  const { snapshot, steps, sequence } = await log.wake(show.show_id);
  assert.is(snapshot === null ? null : textOf(snapshot.state), 'one');
  assert.equal(
    steps.map((step) => step.events.map(textOf)),
    [['two']],
  );
  assert.is(sequence, 2);
  assert.equal(await log.findEndedWaiting(ended.waiting_id), ended);
  await (await appender(log, show.show_id)).append(['three']);
  await log.close();
});

schema('an older schema is not read before it was brought forward', async () => {
  const folder = temporaryFolder();
  await (await openSqliteLog(folder)).close();
  alterLog(folder, (database) => database.pragma('user_version = 0'));
  assert.match(
    messageThrown(() => openLogReader(folder)),
    /LogSchemaError: .*start it once/,
  );
});

schema('a file of something else is refused, and left as it is', async () => {
  const folder = temporaryFolder();
  alterLog(folder, (database) => database.exec('CREATE TABLE recipes (name TEXT)'));
  assert.match(await messageOf(openSqliteLog(folder)), /LogSchemaError: .*not a log of boxoffice/);
  alterLog(folder, (database) =>
    assert.is(database.prepare('SELECT count(*) FROM recipes').pluck().get(), 0),
  );
  const text = temporaryFolder();
  writeFileSync(join(text, 'log.db'), 'no database at all\n'.repeat(100));
  assert.match(await messageOf(openSqliteLog(text)), /not a database/);
});

schema('where there is no log, none is read', () => {
  assert.match(
    messageThrown(() => openLogReader(temporaryFolder())),
    /SqliteError|ENOENT|unable/,
  );
});

schema.run();
