import type { Logger } from './logger.ts';

/**
 * Ends the process at once after the disk failed under the log, whose last commit may or may not be there. It ends by
 * SIGKILL because every other way closes the files of the log, and closing them flushes once more: a flush after a
 * failed one can report success for what was lost.
 */
export function breakOff(error: Error, logger: Logger): never {
  logger.fatal(
    { err: error },
    'the log can no longer be written; ending at once. Nothing that was acknowledged is lost. ' +
      'Look after the disk, then start again; clients repeat their requests with the same Idempotency-Key.',
  );
  process.kill(process.pid, 'SIGKILL');
  throw error;
}
