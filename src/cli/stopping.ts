import { LogBrokenError } from '../../persistence/index.ts';
import { breakOff } from './break-off.ts';
import { FAILED } from './exit-codes.ts';
import type { Logger } from './logger.ts';

/** What is under way gets this long; then the process ends, as it would in a crash, and loses nothing by it. */
const STOP_BOUND_MS = 10_000;

/** A terminal sends Ctrl-C to npm and to us, and npm passes it on: one press, two signals. */
const SAME_PRESS_MS = 500;

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** Ends the process cleanly on SIGTERM or SIGINT; on a second signal, or when it takes too long, at once. */
export function stopOnSignal(close: () => Promise<void>, logger: Logger): void {
  let stopping_since: number | null = null;

  const onSignal = (signal: NodeJS.Signals): void => {
    const now = performance.now();
    if (stopping_since === null) {
      stopping_since = now;
      stop(signal);
    } else if (now - stopping_since > SAME_PRESS_MS) {
      end(`${signal} again`);
    }
  };

  const stop = (signal: NodeJS.Signals): void => {
    logger.info({ signal }, 'stopping: no new requests, what is under way is finished');
    setTimeout(() => end(`it took longer than ${STOP_BOUND_MS / 1_000} s`), STOP_BOUND_MS).unref();
    close().then(
      () => {
        logger.info('stopped');
        process.exit();
      },
      (error: unknown) => {
        if (error instanceof LogBrokenError) breakOff(error, logger);
        logger.fatal({ err: error }, 'stopping failed');
        process.exit(FAILED);
      },
    );
  };

  const end = (why: string): void => {
    logger.warn(`ending at once: ${why}`);
    process.exit(FAILED);
  };

  for (const signal of SIGNALS) process.on(signal, onSignal);
}
