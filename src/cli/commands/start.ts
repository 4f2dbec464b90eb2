import type { Command } from 'commander';
import { readConfig } from '../../config/environment.ts';

export function addStart(program: Command): void {
  program
    .command('start')
    .description('opens the box office; an empty data folder is filled with the demo first')
    .action(async () => {
      const config = readConfig(process.env);
      // Loaded here, because the HTTP service takes longer to load than most other commands take to run.
      const { runAllInOne } = await import('../roles/all-in-one.ts');
      await runAllInOne(config);
    });
}
