import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { demoMovies } from '../../src/catalogue/demo/movies.ts';
import type { FoundShows } from '../../src/search/search.ts';
import { MISSPELLINGS } from './misspellings.ts';
import { ANYTHING, type SearchStage, withSearch } from './stage.ts';

const spelling = suite('spelling');

const FOUND_AT_LEAST = 0.95;

/** A show of each movie of the demo, all in one cinema. */
function everyMovie(): unknown {
  const { movies } = demoMovies();
  const hall = (index: number): string => `hall-${index}`;
  return {
    format: 'boxoffice-catalogue-1',
    cities: [
      { key: 'city', name: 'Turin', country: 'IT', latitude: 45.1, longitude: 7.7, time_zone: 'Europe/Rome' },
    ],
    cinemas: [{ key: 'cinema', city: 'city', name: 'Lux', latitude: 45.1, longitude: 7.7 }],
    halls: movies.map((_, index) => ({
      key: hall(index),
      cinema: 'cinema',
      name: hall(index),
      seat_types: ['regular'],
      rows: [{ row: 'A', segments: [{ seat_type: 'regular', first: 1, count: 1 }] }],
    })),
    movies,
    shows: movies.map(({ key }, index) => ({
      key: `show-${index}`,
      movie: key,
      hall: hall(index),
      start_time: '2030-06-04T20:00:00Z',
      end_time: '2030-06-04T22:00:00Z',
      currency: 'EUR',
      prices: { regular: 900 },
    })),
  };
}

const find = ({ search }: SearchStage, keyword: string): Promise<FoundShows> =>
  search.find({ ...ANYTHING, keyword, include_spell_check: true });

spelling('200 misspellings that people make: the movie meant comes first in at least 95 %', async () => {
  assert.is(MISSPELLINGS.length, 200);
  assert.is(new Set(MISSPELLINGS.map(({ typed }) => typed)).size, MISSPELLINGS.length);
  await withSearch(everyMovie(), async (stage) => {
    const missed: string[] = [];
    for (const { typed, title } of MISSPELLINGS) {
      const { items, did_you_mean } = await find(stage, typed);
      const first = items[0]?.show.movie.title;
      if (first !== title) missed.push(`${typed} → ${title}; came ${first}, ${did_you_mean}`);
    }
    const found = 1 - missed.length / MISSPELLINGS.length;
    assert.ok(found >= FOUND_AT_LEAST, `${found * 100} % were found, but not\n${missed.join('\n')}`);
  });
});

spelling('what is meant is told, and only where nothing has the words themselves', async () => {
  await withSearch(everyMovie(), async (stage) => {
    assert.is((await find(stage, 'teh godfahter')).did_you_mean, 'The Godfather: Part III');
    assert.is((await find(stage, 'stephen speilburg')).did_you_mean, 'Steven Spielberg');
    assert.is((await find(stage, 'weston')).did_you_mean, 'Western');
    assert.is((await find(stage, 'godfather')).did_you_mean, null);
    assert.is((await find(stage, 'spielberg')).did_you_mean, null);
  });
});

spelling('whoever does not ask for it gets none of it', async () => {
  await withSearch(everyMovie(), async ({ search }) => {
    const { total, did_you_mean } = await search.find({ ...ANYTHING, keyword: 'teh godfahter' });
    assert.equal([total, did_you_mean], [0, null]);
  });
});

spelling('what is like nothing finds nothing', async () => {
  await withSearch(everyMovie(), async (stage) => {
    for (const keyword of ['qqqqqqqq', 'zxcvbnm asdfgh', '?', '電影', 'x'.repeat(100), 'a '.repeat(50)]) {
      const { total, did_you_mean } = await find(stage, keyword);
      if (did_you_mean === null) assert.ok(total === 0 || keyword.startsWith('a '), keyword);
      else assert.unreachable(`${keyword} was taken for ${did_you_mean}`);
    }
  });
});

spelling.run();
