import type { Command } from 'commander';
import { openCatalogue } from '../../catalogue/open.ts';
import { readConfig } from '../../config/environment.ts';
import { buildDemoAloud } from '../demo-aloud.ts';
import { formatSummary } from '../import-summary.ts';

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
