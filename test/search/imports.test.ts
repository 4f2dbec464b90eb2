import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openCatalogue } from '../../src/catalogue/open.ts';
import type { Search } from '../../src/search/search.ts';
import { changed, example } from '../catalogue/support.ts';
import { ANYTHING, importInto, type SearchStage, withSearch } from './stage.ts';

const imports = suite('search beside imports');

const MOST_LOOKS = 600;
const LOOK_PAUSE_MS = 50;

/** Searches until it is found as often as expected; half a minute at most. */
async function untilFound(search: Search, keyword: string, expected: number): Promise<void> {
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const { total } = await search.find({ ...ANYTHING, keyword });
    if (total === expected) return;
    await sleep(LOOK_PAUSE_MS);
  }
  assert.unreachable(`'${keyword}' is not found ${expected} times`);
}

const titled = (title: string): unknown => changed(example(), '/movies/0/title', title);

/** The title that both shows of the example have. */
const titleOf = async ({ search }: SearchStage): Promise<string> =>
  (await search.find(ANYTHING)).items[0]?.show.movie.title ?? '';

imports('what another process imports is found without a restart, and what it removed is not', async () => {
  await withSearch(example(), async (stage) => {
    const before = await titleOf(stage);
    const importer = openCatalogue(stage.folder);
    importInto(importer, titled('The Cabinet of Dr. Caligari'));
    importer.close();
    await untilFound(stage.search, 'caligari cabinet', 2);
    await untilFound(stage.search, before, 0);
  });
});

imports('many imports in a row: the last one is found', async () => {
  await withSearch(example(), async ({ catalogue, search }) => {
    await search.find(ANYTHING);
    for (let version = 1; version <= 20; version += 1) importInto(catalogue, titled(`Version ${version}x`));
    await untilFound(search, '20x', 2);
    await untilFound(search, '19x', 0);
  });
});

imports('genre and director are looked for as they are now', async () => {
  await withSearch(example(), async ({ catalogue, search }) => {
    importInto(
      catalogue,
      changed(changed(example(), '/movies/0/genre', 'Film noir'), '/movies/0/director', 'Ida Lupino'),
    );
    await untilFound(search, 'noir lupino', 2);
    importInto(
      catalogue,
      changed(changed(example(), '/movies/0/genre', 'Comedy'), '/movies/0/director', 'Ida Lupino'),
    );
    await untilFound(search, 'noir', 0);
    await untilFound(search, 'comedy ida', 2);
  });
});

imports('a search that is closed in the midst of reading leaves nothing behind, and refuses', async () => {
  await withSearch(example(), async ({ search }) => {
    const asked = search.find(ANYTHING).then(
      () => 'found',
      () => 'refused',
    );
    await search.close();
    assert.ok(['found', 'refused'].includes(await asked));
  });
});

imports.run();
