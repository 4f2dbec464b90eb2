import { join } from 'node:path';
import { ulid } from 'ulid';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { EndedWaitingRow } from '../../persistence/index.ts';
import { openLogReader, openSqliteLog } from '../../persistence/index.ts';
import type { Operation } from '../../persistence/sqlite/batch.ts';
import { packOperations, unpackOperations } from '../../persistence/sqlite/batch-codec.ts';
import { openForWriting } from '../../persistence/sqlite/connection.ts';
import { migrate } from '../../persistence/sqlite/schema.ts';
import { writerOf } from '../../persistence/sqlite/writer.ts';
import { alterLog } from './log-file.ts';
import { appender, bytes, changes, someEndedWaiting } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

const runs = suite('ended waits by the thousand');

const CROWD = 1_234;

function crowdOf(show_id: string): EndedWaitingRow[] {
  return Array.from({ length: CROWD }, (_, place) =>
    someEndedWaiting(show_id, { waiting_id: ulid(1_795_000_000_000 + place), booking_id: null }),
  );
}

/** As it comes to the writer's thread. */
function appendOf(show_id: string, ended_waitings: readonly EndedWaitingRow[]): Operation {
  const tables = changes({ ended_waitings });
  const step = { show_id, epoch: 1, expected_sequence: 0, events: [bytes('the end')], tables };
  const [operation] = unpackOperations(packOperations([{ type: 'append', step }]));
  if (operation === undefined) throw new Error('it did not come');
  return operation;
}

runs('are committed with their step, found in either place, and moved to their table bit by bit', () => {
  const folder = temporaryFolder();
  const show_id = ulid();
  const crowd = crowdOf(show_id);
  const database = openForWriting(join(folder, 'log.db'));
  migrate(database);
  const writer = writerOf(database);
  const count = (table: string): number =>
    Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  const allFound = (): boolean =>
    crowd.every(({ waiting_id }) => {
      const [answer] = writer.handle([{ type: 'find_ended_waiting', waiting_id }]);
      return answer?.type === 'ended_waiting' && answer.ended_waiting?.waiting_id === waiting_id;
    });

  assert.is(writer.tidyUp(), false, 'there is nothing to move');
  writer.handle([{ type: 'wake', show_id }, appendOf(show_id, crowd)]);
  assert.is(count('ended_waiting'), 0);
  const before = count('ended_waiting_run');
  assert.ok(before > 1);
  assert.ok(allFound());
  for (let left = before - 1; left >= 0; left -= 1) {
    assert.is(writer.tidyUp(), true);
    assert.is(count('ended_waiting_run'), left);
    assert.ok(allFound());
  }
  assert.is(count('ended_waiting'), CROWD);
  assert.is(writer.tidyUp(), false);
  database.close();
});

runs('are found however old their ids are and in whatever order they lie', async () => {
  const folder = temporaryFolder();
  const database = openForWriting(join(folder, 'log.db'));
  migrate(database);
  const writer = writerOf(database);
  const show_id = ulid();
  const oldest_and_newest = [ulid(0), ulid(2 ** 48 - 1)];
  const crowd = crowdOf(show_id).map((row, place) => ({
    ...row,
    waiting_id: oldest_and_newest[place] ?? ulid(1_795_000_000_000 + ((place * 7_919) % CROWD)),
  }));
  writer.handle([{ type: 'wake', show_id }, appendOf(show_id, crowd)]);
  for (const row of crowd) {
    const [answer] = writer.handle([{ type: 'find_ended_waiting', waiting_id: row.waiting_id }]);
    assert.equal(answer?.type === 'ended_waiting' && answer.ended_waiting, row);
  }
  database.close();
});

runs('of a commit that was refused are not found, and hide no others', async () => {
  const folder = temporaryFolder();
  const database = openForWriting(join(folder, 'log.db'));
  migrate(database);
  const writer = writerOf(database);
  const [lost_show, show_id] = [ulid(), ulid()];
  const lost = crowdOf(lost_show);
  const crowd = crowdOf(show_id);
  const find = (waiting_id = ''): EndedWaitingRow | null => {
    const [answer] = writer.handle([{ type: 'find_ended_waiting', waiting_id }]);
    if (answer?.type !== 'ended_waiting') throw new Error(`the answer is ${answer?.type}`);
    return answer.ended_waiting;
  };
  database.pragma(`max_page_count = ${Number(database.pragma('page_count', { simple: true }))}`);
  const [, refused] = writer.handle([{ type: 'wake', show_id: lost_show }, appendOf(lost_show, lost)]);
  assert.is(refused?.type, 'refused');
  database.pragma('max_page_count = 1000000');
  assert.is(find(lost[0]?.waiting_id), null);
  writer.handle([{ type: 'wake', show_id }, appendOf(show_id, crowd)]);
  assert.equal(find(crowd.at(-1)?.waiting_id), crowd.at(-1));
  assert.is(find(lost.at(-1)?.waiting_id), null);
  while (writer.tidyUp());
  assert.equal(find(crowd[0]?.waiting_id), crowd[0]);
  database.close();
});

runs('one of which cannot be stored are refused with their step', async () => {
  const log = await openSqliteLog(temporaryFolder());
  const show = await appender(log);
  const crowd = crowdOf(show.show_id);
  const broken = [...crowd.slice(1), someEndedWaiting(show.show_id, { session: 'none' })];
  const refused = await show.append(['the end'], { ended_waitings: broken }).catch((error) => error);
  assert.instance(refused, RangeError);
  assert.is(await log.findEndedWaiting(broken[0]?.waiting_id ?? ''), null);
  await log.close();
});

runs('that a crash has left in runs are read from there, and moved after the next start', async () => {
  const folder = temporaryFolder();
  const show_id = ulid();
  const crowd = crowdOf(show_id);
  const database = openForWriting(join(folder, 'log.db'));
  migrate(database);
  const writer = writerOf(database);
  writer.handle([{ type: 'wake', show_id }, appendOf(show_id, crowd)]);
  writer.tidyUp();
  database.close();

  const reader = openLogReader(folder);
  assert.equal([...reader.endedWaitings()], crowd);
  reader.close();

  const log = await openSqliteLog(folder);
  const last = crowd.at(-1);
  assert.equal(await log.findEndedWaiting(last?.waiting_id ?? ''), last);
  const isMoved = (): boolean => {
    let left = 0;
    alterLog(folder, (file) => {
      left = Number(file.prepare('SELECT count(*) FROM ended_waiting_run').pluck().get());
    });
    return left === 0;
  };
  while (!isMoved()) await log.probe();
  assert.equal(await log.findEndedWaiting(last?.waiting_id ?? ''), last);
  await log.close();
});

runs.run();
