import type { Command } from 'commander';
import { readConfig } from '../../config/environment.ts';
import { isOpen, openPayments, paymentsOf } from '../../ledger/payments.ts';
import { formatPayments, PAYMENTS_HEAD, paymentLine, summarizeOpen } from '../../ledger/payments-report.ts';
import { showId } from '../arguments.ts';
import { PAYMENTS_OPEN } from '../exit-codes.ts';
import { withLogReader } from '../log-files.ts';

interface PaymentsChoice {
  readonly open?: true;
  readonly show?: string;
  readonly csv?: true;
}

export function addPayments(program: Command): void {
  program
    .command('payments')
    .description('lists the payments that are open, oldest first: outcomes not known, refunds not made')
    .option('--open', 'of all shows, or with --show of that one')
    .option('--show <id>', 'of this show; without --open also those that have ended', showId)
    .option('--csv', 'as CSV')
    .addHelpText('after', '\nWith --open it ends with 3 where some are open, and with 0 where none is.')
    .action(({ open, show, csv }: PaymentsChoice, command: Command) => {
      if (open === undefined && show === undefined) command.error('error: say --open, or --show and which');
      const { data_folder } = readConfig(process.env);
      const payments = withLogReader(data_folder, (reader) =>
        open === undefined && show !== undefined
          ? paymentsOf(reader, show)
          : openPayments(reader, show ?? null),
      );
      if (csv) {
        process.stdout.write(PAYMENTS_HEAD + payments.map(paymentLine).join(''));
      } else {
        const summary = summarizeOpen(payments);
        const lines = formatPayments(payments, Date.now());
        console.log([...lines, ...(summary.length === 0 ? [] : ['', ...summary])].join('\n'));
      }
      if (open && payments.some(isOpen)) process.exitCode = PAYMENTS_OPEN;
    });
}
