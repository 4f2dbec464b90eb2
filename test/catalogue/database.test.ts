import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CatalogueFileError } from '../../src/catalogue/database.ts';
import { openCatalogue } from '../../src/catalogue/open.ts';
import { changed, example, load, withCatalogue } from './support.ts';

const database = suite('catalogue.db');

database(
  'is there again after a restart',
  withCatalogue((catalogue, folder) => {
    load(catalogue, example());
    const counts = catalogue.counts();
    catalogue.close();
    const again = openCatalogue(folder);
    assert.equal(again.counts(), counts);
    again.close();
  }),
);

database(
  'syncs what it commits, and is read while an import writes',
  withCatalogue((catalogue, folder) => {
    load(catalogue, example());
    assert.is(catalogue.database.pragma('synchronous', { simple: true }), 2);
    assert.is(catalogue.database.pragma('journal_mode', { simple: true }), 'wal');

    const reader = openCatalogue(folder);
    const importing = catalogue.database.transaction(() => {
      catalogue.database.exec("UPDATE movie SET title = 'Another'");
      assert.is(
        reader.search({ keyword: null, city: null, from: 0, page: 1, per_page: 1 }).items[0]?.movie.title,
        'Metropolis',
      );
    });
    importing.immediate();
    assert.is(
      reader.search({ keyword: null, city: null, from: 0, page: 1, per_page: 1 }).items[0]?.movie.title,
      'Another',
    );
    reader.close();
  }),
);

database(
  'of an older version is brought up to date: its movies are found by genre and director too',
  withCatalogue((catalogue, folder) => {
    load(
      catalogue,
      changed(changed(example(), '/movies/0/genre', 'Épopée'), '/movies/0/director', 'Fritz Lang'),
    );
    catalogue.database.exec(`
      DROP TABLE movie_words;
      CREATE VIRTUAL TABLE movie_words USING fts5(
        words, content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 0');
      INSERT INTO movie_words (rowid, words) SELECT number, folded_title FROM movie;
      PRAGMA user_version = 2`);
    catalogue.close();
    const again = openCatalogue(folder);
    const moviesWith = (...words: string[]): number => again.search_tables.moviesWith(words).length;
    assert.equal(
      [moviesWith('fritz', 'epopee'), moviesWith('metro', 'lang'), moviesWith('murnau')],
      [1, 1, 0],
    );
    again.close();
  }),
);

database(
  'of a newer version is refused, and left as it is',
  withCatalogue((catalogue, folder) => {
    catalogue.database.pragma('user_version = 99');
    catalogue.close();
    assert.throws(
      () => openCatalogue(folder),
      (error: unknown) =>
        error instanceof CatalogueFileError && /version 99.*newer boxoffice/.test(error.message),
    );
    const file = new Database(join(folder, 'catalogue.db'));
    assert.is(file.pragma('user_version', { simple: true }), 99);
    file.close();
  }),
);

database(
  'that is no database is refused',
  withCatalogue((catalogue, folder) => {
    catalogue.close();
    const other_folder = join(folder, 'other');
    openCatalogue(other_folder).close();
    writeFileSync(join(other_folder, 'catalogue.db'), 'a shopping list '.repeat(1_000));
    assert.throws(
      () => openCatalogue(other_folder),
      (error: unknown) => error instanceof CatalogueFileError && /is not a database/.test(error.message),
    );
  }),
);

database.run();
