import { type ImportSummary, importCatalogue } from '../import/import.ts';
import type { CatalogueStore } from '../open.ts';

export interface DemoOptions {
  /** Unix milliseconds: every city gets seven days of shows from its own date at this time. */
  readonly from: number;
  readonly progress?: (done: number, total: number) => void;
}

/**
 * Fills the catalogue with the reference size out of real data: 500 cities, 5,000 cinemas with a hall each, and
 * 105,000 shows of well-known movies. All of it or, where it is interrupted, nothing. A demo that is there already
 * gets what it lacks of the seven days; no show of it is changed.
 */
export async function buildDemo(
  catalogue: CatalogueStore,
  { from, progress }: DemoOptions,
): Promise<ImportSummary> {
  // The packages of real data take half a second and a hundred megabytes, so nobody else loads them.
  const { demoDocument } = await import('./document.ts');
  return importCatalogue(catalogue, demoDocument(from), {
    onSale: () => true,
    now: from,
    ...(progress === undefined ? {} : { progress }),
  });
}
