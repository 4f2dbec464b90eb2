import type { Command } from 'commander';
import { buildDemo } from '../../catalogue/demo/demo.ts';
import type { ImportSummary } from '../../catalogue/import/import.ts';
import { type CatalogueStore, openCatalogue } from '../../catalogue/open.ts';
import { readConfig } from '../../config/environment.ts';
import { formatSummary } from '../import-summary.ts';
import { progressOn } from '../progress.ts';

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('fills the catalogue with 500 cities and a week of shows out of real data')
    .action(async () => {
      const catalogue = openCatalogue(readConfig(process.env).data_folder);
      try {
        console.log(formatSummary(await buildDemoAloud(catalogue)));
      } finally {
        catalogue.close();
      }
    });
}

/** Builds the demo and tells on stderr how far it is. */
export function buildDemoAloud(catalogue: CatalogueStore): Promise<ImportSummary> {
  process.stderr.write('Building the demo catalogue out of real cities and movies …\n');
  return buildDemo(catalogue, { from: Date.now(), progress: progressOn(process.stderr, 'entries') });
}
