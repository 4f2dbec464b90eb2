import { openCatalogue } from '../../src/catalogue/open.ts';
import { openSearch } from '../../src/search/open.ts';
import type { Search, SearchQuery } from '../../src/search/search.ts';
import { SORTING_ORDERS } from '../../src/search/search.ts';
import { type Latency, latencyRecorder } from '../report/latency.ts';
import type { Mix, Query } from './mix.ts';

/** What a search takes in the event loop, without HTTP and without listings that are kept. */
export interface Growth {
  readonly shows: number;
  /** Milliseconds from opening the catalogue to the first answer. */
  readonly first_answer_ms: number;
  readonly all: Latency;
  readonly kinds: ReadonlyMap<string, Latency>;
}

const WARMUP = 3_000;
const SEARCHES = 10_000;
const SEARCHES_OF_A_KIND = 1_000;

export async function measureGrowth(data_folder: string, mix: Mix): Promise<Growth> {
  const catalogue = openCatalogue(data_folder);
  const search = openSearch({
    catalogue,
    clock: Date.now,
    onTrouble: (error) => {
      throw error;
    },
  });
  try {
    const start = performance.now();
    await search.find(queryOf({}, null));
    const first_answer_ms = performance.now() - start;
    await time(search, mix.draw, WARMUP);
    const all = await time(search, mix.draw, SEARCHES);
    const kinds = new Map<string, Latency>();
    for (const { name, draw } of mix.kinds) kinds.set(name, await time(search, draw, SEARCHES_OF_A_KIND));
    return { shows: catalogue.counts().shows, first_answer_ms, all, kinds };
  } finally {
    await search.close();
    catalogue.close();
  }
}

async function time(search: Search, draw: () => Query, times: number): Promise<Latency> {
  const latencies = latencyRecorder();
  for (let done = 0; done < times; done += 1) {
    const drawn = draw();
    const start = performance.now();
    const { lat_long, postal_code } = drawn;
    const [latitude = 0, longitude = 0] = lat_long?.split(',').map(Number) ?? [];
    const position =
      postal_code === undefined
        ? lat_long === undefined
          ? null
          : { latitude, longitude }
        : await search.positionOf(postal_code, null);
    await search.find(queryOf(drawn, position));
    latencies.record(performance.now() - start);
  }
  return latencies.latency();
}

function queryOf(drawn: Query, position: SearchQuery['position']): SearchQuery {
  return {
    keyword: drawn.keyword ?? null,
    include_spell_check: drawn.include_spell_check === 'yes',
    city: drawn.city ?? null,
    position,
    radius: drawn.radius === undefined ? null : Number(drawn.radius),
    start_date: drawn.start_date ?? null,
    end_date: drawn.end_date ?? null,
    sorting_order: SORTING_ORDERS.find((order) => order === drawn.sorting_order) ?? null,
    page: Number(drawn.page ?? 1),
    per_page: 20,
  };
}
