import type { Command } from 'commander';
import { readConfig } from '../../config/environment.ts';
import { type ApiKeys, openApiKeys } from '../../gateway/quota/api-keys.ts';
import { wholeNumber } from '../arguments.ts';
import { CommandError } from '../failures.ts';

export function addKey(program: Command): void {
  const key = program.command('key').description('manages the API keys, each with a quota of its own');
  key
    .command('add')
    .description('makes a key and prints it; it cannot be shown again')
    .argument('<name>', 'whose key it is')
    .requiredOption('--rps <number>', 'requests a second', wholeNumber)
    .action((name: string, { rps }: { rps: number }) => {
      withKeys((keys) => console.log(keys.add(name, rps)));
    });
  key
    .command('list')
    .description('lists the names and quotas of all keys')
    .action(() => {
      withKeys((keys) => {
        for (const { name, rps, created_at } of keys.list()) {
          console.log(`${name}\t${rps} requests/s\tsince ${new Date(created_at).toISOString()}`);
        }
      });
    });
  key
    .command('remove')
    .description('takes a key out of use')
    .argument('<name>', 'whose key it is')
    .action((name: string) => {
      withKeys((keys) => {
        if (!keys.remove(name)) throw new CommandError(`there is no key named '${name}'`);
      });
    });
}

function withKeys(use: (keys: ApiKeys) => void): void {
  const keys = openApiKeys(readConfig(process.env).data_folder);
  try {
    use(keys);
  } finally {
    keys.close();
  }
}
