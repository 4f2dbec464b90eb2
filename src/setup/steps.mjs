import { spawnSync } from 'node:child_process';

/** Something that the person at the keyboard has to put right; its message says what. */
export class SetupError extends Error {
  name = 'SetupError';
}

/** Tells what is going on, on stderr, so that a command's own output stays clean. */
export function say(text) {
  process.stderr.write(`boxoffice: ${text}\n`);
}

/**
 * Runs a command to its end without a word, and shows its whole output only if it fails.
 * Throws a `SetupError` that begins with `failure`.
 */
export function run(failure, command, parameters, options = {}) {
  const result = spawnSync(command, parameters, {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    ...options,
  });
  if (result.error !== undefined) throw new SetupError(`${failure}: ${result.error.message}`);
  if (result.status === 0) return;
  const ending = result.signal === null ? `exit code ${result.status}` : `signal ${result.signal}`;
  throw new SetupError(`${failure} (${ending}):\n${result.stdout}${result.stderr}`);
}
