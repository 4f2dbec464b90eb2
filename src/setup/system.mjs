import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, SetupError, say } from './steps.mjs';

/** Where Debian puts servers, which is not on everybody's PATH. */
const SERVER_FOLDERS = ['/usr/sbin', '/sbin'];

/** Whether a command is to be found. */
export function isInstalled(command) {
  return [...(process.env.PATH ?? '').split(delimiter), ...SERVER_FOLDERS].some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * Makes sure that commands of the operating system are there. As root on Debian and its like it installs what is
 * missing; elsewhere it throws a `SetupError` that says what to install.
 * @param {string} purpose what they are needed for, as in "… is needed to build better-sqlite3"
 * @param {Record<string, string>} debianPackages the Debian package of each command
 */
export function ensureCommands(purpose, debianPackages) {
  const missing = Object.keys(debianPackages).filter((command) => !isInstalled(command));
  if (missing.length === 0) return;
  const packages = missing.map((command) => debianPackages[command]);
  if (process.getuid?.() !== 0 || !isInstalled('apt-get')) {
    throw new SetupError(
      `${missing.join(', ')} needed ${purpose}. Install it and try again; on Debian or Ubuntu: sudo apt-get install ${packages.join(' ')}`,
    );
  }
  say(`installing ${packages.join(', ')} ${purpose}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get update failed', 'apt-get', ['update', '-q'], { env: environment });
  run('apt-get install failed', 'apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages], {
    env: environment,
  });
}
