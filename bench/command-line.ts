import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** How far it is: not part of the report, so that the report can be kept by `> file`. */
export function printProgress(line: string): void {
  process.stderr.write(`  ${line}\n`);
}

/** Throws a RangeError where it is not a whole number from 1. */
export function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) {
    throw new RangeError(`--${option} must be a whole number from 1; it is '${text}'`);
  }
  return number;
}

/**
 * Gives a new folder for the time that it is used. `onLeave` registers what has to be done before the folder is
 * removed; all of it happens too where the bench is stopped by Ctrl-C.
 */
export async function withFolder(
  parent: string,
  use: (folder: string, onLeave: (action: () => void) => void) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(parent, 'boxoffice-bench-'));
  // Others than this user may pass through: PostgreSQL's server runs as a user of its own.
  chmodSync(folder, 0o755);
  const actions: (() => void)[] = [];
  const leave = (): void => {
    for (const action of actions.splice(0)) action();
    rmSync(folder, { recursive: true, force: true });
  };
  const interrupted = (): void => {
    leave();
    process.exit(130);
  };
  process.once('SIGINT', interrupted);
  try {
    await use(folder, (action) => actions.push(action));
  } finally {
    process.off('SIGINT', interrupted);
    leave();
  }
}
