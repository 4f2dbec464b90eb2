#!/usr/bin/env -S node --max-semi-space-size=32 --v8-pool-size=1 --no-lazy-feedback-allocation --heap-growing-percent=400
import { Command } from 'commander';
import { describeVariables } from '../config/variables.ts';
import { addAudit } from './commands/audit.ts';
import { addBackup } from './commands/backup.ts';
import { addDemo } from './commands/demo.ts';
import { addDoor } from './commands/door.ts';
import { addEngine } from './commands/engine.ts';
import { addGateway } from './commands/gateway.ts';
import { addImport } from './commands/import.ts';
import { addKey } from './commands/key.ts';
import { addLedger } from './commands/ledger.ts';
import { addPayments } from './commands/payments.ts';
import { addRebuild } from './commands/rebuild.ts';
import { addReplay } from './commands/replay.ts';
import { addSandboxPayments } from './commands/sandbox-payments.ts';
import { addStart } from './commands/start.ts';
import { describeFailure } from './failures.ts';
import { VERSION } from './version.ts';

// What we write is for its owner alone: payment tokens are in the log, and so in its backups.
process.umask(0o077);

const program = new Command('boxoffice')
  .description('Sells cinema seats on the day a blockbuster opens.')
  .version(VERSION)
  .exitOverride()
  .showHelpAfterError('(boxoffice --help tells how)')
  .addHelpText(
    'after',
    `
Environment:
${describeVariables()}

Exit codes:
  0   done
  1   it failed, audit found something, or the ledger does not agree with the bookings
  2   it was called in a wrong way, or the environment is set wrong
  3   payments --open found some
  75  the data folder, the port or a partition is in use
When the disk fails under the log, 'start' and 'engine' say so and end themselves by SIGKILL.`,
  );

for (const add of [
  addStart,
  addEngine,
  addGateway,
  addSandboxPayments,
  addDemo,
  addImport,
  addKey,
  addReplay,
  addDoor,
  addLedger,
  addPayments,
  addAudit,
  addRebuild,
  addBackup,
])
  add(program);

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads only the first lines of what is printed, as `head` does, has what they want.
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  const { message, exit_code } = describeFailure(error);
  if (message !== null) process.stderr.write(`boxoffice: ${message}\n`);
  // Not left to end by itself: what was opened before it failed, such as the log's thread, would keep it running.
  process.exit(exit_code);
}
