import { join } from 'node:path';
import { ulid } from 'ulid';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openForWriting } from '../../persistence/sqlite/connection.ts';
import { migrate } from '../../persistence/sqlite/schema.ts';
import { type ShowHeads, showHeads } from '../../persistence/sqlite/show-heads.ts';
import { writerOf } from '../../persistence/sqlite/writer.ts';
import { temporaryFolder } from './temporary-folder.ts';

const heads = suite('heads of the shows that are awake');

function emptyHeads(most_heads: number): ShowHeads {
  const database = openForWriting(join(temporaryFolder(), 'log.db'));
  migrate(database);
  return showHeads(database, most_heads);
}

heads('those without an append are forgotten when there are too many', () => {
  const some = emptyHeads(4);
  const [busy = '', ...idle] = Array.from({ length: 4 }, () => ulid());
  for (const show_id of [busy, ...idle]) some.beginEpoch(show_id);
  const head = some.awake(busy);
  if (head !== undefined) head.used = true;
  const newcomer = ulid();
  some.makeRoom();
  some.beginEpoch(newcomer);
  assert.is(some.awake(busy), head);
  assert.is(some.awake(newcomer)?.epoch, 2);
  for (const show_id of idle) assert.is(some.awake(show_id), undefined);
});

heads('an epoch is never given twice, even where its show was forgotten before anything was stored', () => {
  const some = emptyHeads(3);
  const show_id = ulid();
  const given: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    some.beginEpoch(show_id);
    given.push(some.awake(show_id)?.epoch ?? 0);
    for (let other = 0; other < 4; other += 1) {
      some.makeRoom();
      some.beginEpoch(ulid());
    }
    assert.is(some.awake(show_id), undefined);
  }
  assert.is(new Set(given).size, 5);
  assert.equal(
    given,
    [...given].sort((one, other) => one - other),
  );
});

heads('more shows than are remembered can be woken in one commit', () => {
  const database = openForWriting(join(temporaryFolder(), 'log.db'));
  migrate(database);
  const writer = writerOf(database, showHeads(database, 3));
  for (let round = 0; round < 2; round += 1) {
    const wakes = Array.from({ length: 8 }, () => ({ type: 'wake', show_id: ulid() }) as const);
    for (const answer of writer.handle(wakes)) assert.is(answer.type, 'awakening');
  }
});

heads.run();
