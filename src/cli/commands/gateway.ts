import type { Command } from 'commander';
import { readConfig } from '../../config/environment.ts';

export function addGateway(program: Command): void {
  program
    .command('gateway')
    .description('serves HTTP for the engines behind a NATS server')
    .option('--nats <urls>', 'the NATS server that joins all processes (or BOXOFFICE_NATS_URL)')
    .action(async (options: { nats?: string }) => {
      const config = readConfig(process.env, options);
      const { runGateway } = await import('../roles/gateway.ts');
      await runGateway(config);
    });
}
