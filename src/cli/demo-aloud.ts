import { buildDemo } from '../catalogue/demo/demo.ts';
import type { ImportSummary } from '../catalogue/import/import.ts';
import type { CatalogueStore } from '../catalogue/open.ts';
import { progressOn } from './progress.ts';

/** Builds the demo and tells on stderr how far it is. */
export function buildDemoAloud(catalogue: CatalogueStore): Promise<ImportSummary> {
  process.stderr.write('Building the demo catalogue out of real cities and movies …\n');
  return buildDemo(catalogue, { from: Date.now(), progress: progressOn(process.stderr, 'entries') });
}
