import type { Command } from 'commander';
import { readConfig } from '../../config/environment.ts';

export function addEngine(program: Command): void {
  program
    .command('engine')
    .description('sells the seats of its partitions over NATS; gateways bring it what comes by HTTP')
    .option('--nats <urls>', 'the NATS server that joins all processes (or BOXOFFICE_NATS_URL)')
    .option('--partitions <list>', 'what it owns of the 64 slices of all shows, e.g. 0-31 (default: all)')
    .action(async (options: { nats?: string; partitions?: string }) => {
      const config = readConfig(process.env, options);
      const { runEngine } = await import('../roles/engine.ts');
      await runEngine(config);
    });
}
