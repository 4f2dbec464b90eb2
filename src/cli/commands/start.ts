import type { Command } from 'commander';
import { readConfig } from '../../config/environment.ts';

export function addStart(program: Command): void {
  program
    .command('start')
    .description('opens the box office; an empty data folder is filled with the demo first')
    .option('--nats <urls>', 'also sells over this NATS server (or BOXOFFICE_NATS_URL)')
    .action(async (options: { nats?: string }) => {
      const config = readConfig(process.env, options);
      // Loaded here, because the HTTP service takes longer to load than most other commands take to run.
      const { runAllInOne } = await import('../roles/all-in-one.ts');
      await runAllInOne(config);
    });
}
