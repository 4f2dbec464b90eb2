import { join } from 'node:path';
import Database from 'better-sqlite3';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { partitionOf } from '../../persistence/partition.ts';
import { buildDemo } from '../../src/catalogue/demo/demo.ts';
import { CatalogueCopyError, markAsCopy, noteWhereSold } from '../../src/catalogue/edition.ts';
import { importCatalogue } from '../../src/catalogue/import/import.ts';
import { EnginesNotAskedError, findOnSale } from '../../src/catalogue/import/on-sale.ts';
import { openCatalogue } from '../../src/catalogue/open.ts';
import { MIGRATIONS } from '../../src/catalogue/schema.ts';
import { drawId, isUlid } from '../../src/ids.ts';
import { changed, example, load, NOW, problemsOf, withCatalogue } from './support.ts';

const edition = suite("the catalogue's edition");

edition(
  'is named by the first import, and counts those that change something',
  withCatalogue((catalogue) => {
    assert.is(catalogue.edition(), null);
    load(catalogue, example());
    const first = catalogue.edition();
    assert.ok(first !== null && isUlid(first.origin_id));
    assert.is(first.version, 1);
    assert.is(first.is_copy, false);

    load(catalogue, example());
    assert.equal(catalogue.edition(), first);
    load(catalogue, changed(example(), '/movies/0/title', 'Nosferatu'));
    assert.equal(catalogue.edition(), { ...first, version: 2 });
    problemsOf(() => load(catalogue, changed(example(), '/shows/0/hall', 'nowhere')));
    assert.equal(catalogue.edition(), { ...first, version: 2 });
  }),
);

edition(
  'is given to a catalogue of the time before there were any',
  withCatalogue((catalogue, folder) => {
    load(catalogue, example());
    const counts = catalogue.counts();
    makeOld(catalogue.database);
    catalogue.close();

    const updated = openCatalogue(folder);
    const given = updated.edition();
    assert.ok(given !== null && isUlid(given.origin_id));
    assert.equal(given, { ...given, version: 1, is_copy: false, is_sold_elsewhere: false });
    assert.equal(updated.counts(), counts);
    updated.close();
    const again = openCatalogue(folder);
    assert.equal(again.edition(), given);
    again.close();
  }),
);

edition(
  'is not given to an empty one',
  withCatalogue((catalogue, folder) => {
    makeOld(catalogue.database);
    catalogue.close();
    const updated = openCatalogue(folder);
    assert.is(updated.edition(), null);
    assert.is(updated.database.pragma('user_version', { simple: true }), MIGRATIONS.length);
    updated.close();
  }),
);

edition(
  'of a copy takes neither an import nor the demo',
  withCatalogue(async (catalogue) => {
    load(catalogue, example());
    markAsCopy(catalogue.database);
    const before = catalogue.edition();
    const isRefusal = (error: unknown): boolean =>
      error instanceof CatalogueCopyError && /is a copy .* Import into the data folder/.test(error.message);
    assert.throws(() => load(catalogue, changed(example(), '/movies/0/title', 'Nosferatu')), isRefusal);
    await buildDemo(catalogue, { from: NOW }).then(
      () => assert.unreachable('the demo was built into a copy'),
      (error: unknown) => assert.ok(isRefusal(error)),
    );
    assert.equal(catalogue.edition(), before);
  }),
);

edition(
  'of a copy becomes an origin where that was lost',
  withCatalogue((catalogue) => {
    load(catalogue, example());
    markAsCopy(catalogue.database);
    const copy = catalogue.edition();
    const takeOver = (document: unknown): unknown =>
      importCatalogue(catalogue, document, { onSale: () => false, now: NOW, take_over: true });
    problemsOf(() => takeOver(changed(example(), '/shows/0/hall', 'nowhere')));
    assert.equal(catalogue.edition(), copy);
    takeOver(example());
    assert.equal(catalogue.edition(), { ...copy, is_copy: false });
    load(catalogue, changed(example(), '/movies/0/title', 'Nosferatu'));
    assert.equal(catalogue.edition(), { ...copy, is_copy: false, version: 2 });
  }),
);

edition(
  'says whether other logs know what is on sale',
  withCatalogue(async (catalogue) => {
    const own = drawId();
    const [elsewhere, unsold] = [drawId(), drawId()];
    const in_own_log = new Set([own]);
    const none: readonly number[] = [];
    const asking = (silent_partitions: readonly number[]) => async () => ({
      on_sale: new Set([elsewhere]),
      silent_partitions,
    });
    const onSale = async (askEngines: Parameters<typeof findOnSale>[2]): Promise<string[]> => {
      const { isOnSale } = await findOnSale(catalogue, in_own_log, askEngines);
      return [own, elsewhere, unsold].filter(isOnSale);
    };
    assert.equal(await onSale(null), [own]);

    load(catalogue, example());
    assert.equal(await onSale(null), [own]);
    noteWhereSold(catalogue.database, true);
    assert.is(catalogue.edition()?.is_sold_elsewhere, true);
    await onSale(null).then(
      () => assert.unreachable('the engines were not asked'),
      (error: unknown) => assert.ok(error instanceof EnginesNotAskedError && /--nats/.test(error.message)),
    );
    assert.equal(await onSale(asking(none)), [own, elsewhere]);
    assert.equal(await onSale(asking([partitionOf(unsold)])), [own, elsewhere, unsold]);

    noteWhereSold(catalogue.database, false);
    assert.equal(await onSale(null), [own]);
  }),
);

edition(
  'is not changed, and nobody waits, while an import is writing',
  withCatalogue((catalogue, folder) => {
    load(catalogue, example());
    const importing = new Database(join(folder, 'catalogue.db'));
    importing.exec('BEGIN IMMEDIATE');
    const timeout = catalogue.database.pragma('busy_timeout', { simple: true });
    noteWhereSold(catalogue.database, true);
    assert.is(catalogue.edition()?.is_sold_elsewhere, false);
    assert.is(catalogue.database.pragma('busy_timeout', { simple: true }), timeout);
    importing.close();
    noteWhereSold(catalogue.database, true);
    assert.is(catalogue.edition()?.is_sold_elsewhere, true);
  }),
);

/** Undoes the second migration. */
function makeOld(database: Database.Database): void {
  database.exec('DROP TABLE edition');
  database.pragma('user_version = 1');
}

edition.run();
