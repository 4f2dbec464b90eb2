import { fold } from '../catalogue/fold.ts';
import type { CatalogueStore } from '../catalogue/open.ts';
import { type Finder, finder } from './find.ts';
import { type Fetching, fetchProgramme } from './programme/fetch-programme.ts';
import type { Search } from './search.ts';

const LOOK_FOR_IMPORTS_MS = 250;

interface SearchOptions {
  readonly catalogue: CatalogueStore;
  /** Unix milliseconds. */
  readonly clock: () => number;
  /** Told where the catalogue could not be read. What was read before stays in use, and it is tried again. */
  readonly onTrouble: (error: unknown) => void;
}

/**
 * Searches in a catalogue, and notices imports by whatever process. Begins when it is first asked, or told to; who asks
 * before the catalogue was read for the first time waits for that, and is rejected where it fails.
 */
export function openSearch({ catalogue, clock, onTrouble }: SearchOptions): Search {
  let current: Finder | null = null;
  let current_version: string | null = null;
  let fetching: Fetching | null = null;
  let first: Promise<Finder> | null = null;
  let looking: NodeJS.Timeout | null = null;
  let is_closed = false;

  /** Reads what is on. Does nothing where it is closed meanwhile. */
  async function renew(): Promise<void> {
    const version = versionNow();
    fetching = fetchProgramme({ data_folder: catalogue.data_folder, from: clock() });
    try {
      const programme = await fetching.programme;
      if (programme === null) return;
      current = finder(programme, catalogue.search_tables);
      current_version = version;
    } finally {
      fetching = null;
    }
  }

  function versionNow(): string {
    const edition = catalogue.edition();
    return edition === null ? '' : `${edition.origin_id} ${edition.version}`;
  }

  function lookForImports(): void {
    if (fetching !== null || versionNow() === current_version) return;
    renew().catch(onTrouble);
  }

  async function readFirst(): Promise<Finder> {
    await renew();
    if (current === null) throw new Error('the search was closed');
    looking = setInterval(lookForImports, LOOK_FOR_IMPORTS_MS);
    looking.unref();
    return current;
  }

  function ready(): Promise<Finder> {
    if (current !== null) return Promise.resolve(current);
    if (is_closed) return Promise.reject(new Error('the search is closed'));
    first ??= readFirst().catch((error: unknown) => {
      first = null;
      throw error;
    });
    return first;
  }

  return {
    begin: () => void ready().catch((error: unknown) => is_closed || onTrouble(error)),
    find: async (query) => (current ?? (await ready())).find(query, clock()),
    positionOf: async (postal_code, city) =>
      (current ?? (await ready())).positionOf(postal_code, city === null ? null : fold(city)),
    async close() {
      is_closed = true;
      if (looking !== null) clearInterval(looking);
      await fetching?.giveUp();
      await first?.catch(() => undefined);
    },
  };
}
