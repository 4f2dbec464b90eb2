import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { ulid } from 'ulid';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Operation } from '../../persistence/sqlite/batch.ts';
import { openForWriting } from '../../persistence/sqlite/connection.ts';
import { migrate } from '../../persistence/sqlite/schema.ts';
import { type Writer, writerOf } from '../../persistence/sqlite/writer.ts';
import { bytes, changes } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

const large = suite('large snapshots');

const LARGE_BYTES = 1_500_000;

function largeState(content: number): Uint8Array {
  return new Uint8Array(LARGE_BYTES).map((_, index) => content + index);
}

/** One show in a log, whose writer is asked directly. */
function openShow(): { show_id: string; database: Database; writer: Writer } {
  const database = openForWriting(join(temporaryFolder(), 'log.db'));
  migrate(database);
  return { show_id: ulid(), database, writer: writerOf(database) };
}

function wake(writer: Writer, show_id: string): { epoch: number; state: Uint8Array | null } {
  const [answer] = writer.handle([{ type: 'wake', show_id }]);
  if (answer?.type !== 'awakening') throw new Error(`the answer is ${answer?.type}`);
  const { epoch, snapshot } = answer.awakening;
  return { epoch, state: snapshot?.state ?? null };
}

/** A step, and the snapshot after it. */
function stepAndSnapshot(show_id: string, epoch: number, sequence: number, state: Uint8Array): Operation[] {
  const step = {
    show_id,
    epoch,
    expected_sequence: sequence - 1,
    events: [bytes('more')],
    tables: changes(),
  };
  return [
    { type: 'append', step },
    { type: 'snapshot', snapshot: { show_id, epoch, sequence, state } },
  ];
}

function isSame(one: Uint8Array | null, other: Uint8Array): boolean {
  return one !== null && Buffer.compare(one, other) === 0;
}

function countPieces(database: Database): number {
  return Number(database.prepare('SELECT count(*) FROM snapshot_piece').pluck().get());
}

function tidyAll(writer: Writer): void {
  while (writer.tidyUp());
}

large('are written piece by piece, and count from the last piece on', () => {
  const { show_id, database, writer } = openShow();
  writer.handle(stepAndSnapshot(show_id, wake(writer, show_id).epoch, 1, largeState(1)));
  let pieces = 0;
  let state: Uint8Array | null = null;
  while (state === null) {
    assert.is(writer.tidyUp(), true);
    pieces += 1;
    ({ state } = wake(writer, show_id));
  }
  assert.ok(pieces > 1);
  assert.ok(isSame(state, largeState(1)));
  database.close();
});

large('until the next one is there the one before counts, and then nothing is left of it', () => {
  const { show_id, database, writer } = openShow();
  const { epoch } = wake(writer, show_id);
  writer.handle(stepAndSnapshot(show_id, epoch, 1, largeState(1)));
  tidyAll(writer);
  const pieces = countPieces(database);
  writer.handle(stepAndSnapshot(show_id, epoch, 2, largeState(2)));
  writer.tidyUp();
  assert.ok(isSame(wake(writer, show_id).state, largeState(1)));
  tidyAll(writer);
  assert.ok(isSame(wake(writer, show_id).state, largeState(2)));
  assert.is(countPieces(database), pieces);
  database.close();
});

large('one that a crash cut short is passed over, and replaced by the next', () => {
  const { show_id, database, writer } = openShow();
  const { epoch } = wake(writer, show_id);
  writer.handle(stepAndSnapshot(show_id, epoch, 1, bytes('small')));
  writer.handle(stepAndSnapshot(show_id, epoch, 2, largeState(2)));
  writer.tidyUp();
  const again = writerOf(database);
  const woken = wake(again, show_id);
  assert.ok(isSame(woken.state, bytes('small')));
  again.handle(stepAndSnapshot(show_id, woken.epoch, 3, largeState(3)));
  tidyAll(again);
  assert.ok(isSame(wake(again, show_id).state, largeState(3)));
  database.close();
});

large('a small one that comes meanwhile counts, and then nothing is left of the large ones', () => {
  const { show_id, database, writer } = openShow();
  const { epoch } = wake(writer, show_id);
  writer.handle(stepAndSnapshot(show_id, epoch, 1, largeState(1)));
  tidyAll(writer);
  writer.handle(stepAndSnapshot(show_id, epoch, 2, largeState(2)));
  writer.tidyUp();
  writer.handle(stepAndSnapshot(show_id, epoch, 3, bytes('small')));
  assert.ok(isSame(wake(writer, show_id).state, bytes('small')));
  tidyAll(writer);
  assert.ok(isSame(wake(writer, show_id).state, bytes('small')));
  assert.is(countPieces(database), 0);
  database.close();
});

large('what a crash has left of one is removed after the next start', () => {
  const { show_id, database, writer } = openShow();
  const { epoch } = wake(writer, show_id);
  writer.handle(stepAndSnapshot(show_id, epoch, 1, largeState(1)));
  tidyAll(writer);
  const pieces = countPieces(database);
  writer.handle(stepAndSnapshot(show_id, epoch, 2, largeState(2)));
  writer.tidyUp();
  assert.is(countPieces(database), pieces + 1);
  const again = writerOf(database);
  tidyAll(again);
  assert.is(countPieces(database), pieces);
  assert.ok(isSame(wake(again, show_id).state, largeState(1)));
  database.close();
});

large('until a small one is on disk the pieces of the one before stay', () => {
  const { show_id, database, writer } = openShow();
  const { epoch } = wake(writer, show_id);
  writer.handle(stepAndSnapshot(show_id, epoch, 1, largeState(1)));
  tidyAll(writer);
  const pages = Number(database.pragma('page_count', { simple: true }));
  database.pragma(`max_page_count = ${pages}`);
  const [refused] = writer.handle(stepAndSnapshot(show_id, epoch, 2, new Uint8Array(900_000)));
  assert.is(refused?.type, 'refused');
  database.pragma('max_page_count = 1000000');
  tidyAll(writer);
  assert.ok(isSame(wake(writer, show_id).state, largeState(1)));
  database.close();
});

large('a damaged or missing piece has the whole history read instead', () => {
  for (const change of [
    'UPDATE snapshot_piece SET bytes = zeroblob(9) WHERE piece = 1',
    'DELETE FROM snapshot_piece WHERE piece = 2',
  ]) {
    const { show_id, database, writer } = openShow();
    writer.handle(stepAndSnapshot(show_id, wake(writer, show_id).epoch, 1, largeState(1)));
    tidyAll(writer);
    database.exec(change);
    assert.is(wake(writer, show_id).state, null, change);
    database.close();
  }
});

large.run();
