import type { Command } from 'commander';
import { readConfig } from '../../config/environment.ts';
import { booksFolder, readBooks } from '../../payments/sandbox/books.ts';
import { TOKENS } from '../../payments/sandbox/tokens.ts';

export function addSandboxPayments(program: Command): void {
  program
    .command('sandbox-payments')
    .description(
      'runs the payment provider that moves no money, as a service of its own; start runs one by itself',
    )
    .option('--books', 'prints what it has captured and refunded, a JSON object a payment, and ends')
    .addHelpText('after', `\nCard tokens:\n${describeTokens()}`)
    .action(async ({ books }: { books?: true }) => {
      const config = readConfig(process.env);
      if (books) {
        for (const payment of readBooks(booksFolder(config.data_folder)))
          console.log(JSON.stringify(payment));
        return;
      }
      const { runSandbox } = await import('../roles/sandbox-payments.ts');
      await runSandbox(config);
    });
}

function describeTokens(): string {
  const width = Math.max(...Object.keys(TOKENS).map((token) => token.length));
  return Object.entries(TOKENS)
    .map(([token, { does }]) => `  ${token.padEnd(width)}  ${does}`)
    .join('\n');
}
