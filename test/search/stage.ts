import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importCatalogue } from '../../src/catalogue/import/import.ts';
import { type CatalogueStore, openCatalogue } from '../../src/catalogue/open.ts';
import { openSearch } from '../../src/search/open.ts';
import type { Search, SearchQuery } from '../../src/search/search.ts';
import { NOW } from './world.ts';

/** All that is to come, the soonest first. */
export const ANYTHING: SearchQuery = {
  keyword: null,
  include_spell_check: false,
  city: null,
  position: null,
  radius: null,
  start_date: null,
  end_date: null,
  sorting_order: null,
  page: 1,
  per_page: 30,
};

export interface SearchStage {
  readonly folder: string;
  readonly catalogue: CatalogueStore;
  readonly search: Search;
}

/** Gives a catalogue with the document in it, and a search in that, for the time that they are used. */
export async function withSearch(
  document: unknown,
  use: (stage: SearchStage) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'boxoffice-search-'));
  const catalogue = openCatalogue(folder);
  const troubles: unknown[] = [];
  const search = openSearch({
    catalogue,
    clock: () => NOW,
    onTrouble: (error) => troubles.push(error),
  });
  try {
    importInto(catalogue, document);
    await use({ folder, catalogue, search });
    if (troubles.length > 0) throw troubles[0];
  } finally {
    await search.close();
    catalogue.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As if nothing were on sale. */
export function importInto(catalogue: CatalogueStore, document: unknown): void {
  importCatalogue(catalogue, document, { onSale: () => false, now: NOW - 7 * 86_400_000 });
}
