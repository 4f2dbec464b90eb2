import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from '../config/config.ts';

export type { Logger };

const STDERR = 2;

/** Structured logs on stderr: a JSON object a line, or text for a person where stderr is a terminal. */
export function createLogger(level: LogLevel): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  // Written at once: what was logged is there, also when the process is about to end.
  return pino(options, process.stderr.isTTY ? readable() : pino.destination({ dest: STDERR, sync: true }));
}

function readable(): DestinationStream {
  return {
    write(line) {
      const { level, time, msg, err, ...rest } = JSON.parse(line);
      const name = pino.levels.labels[level] ?? String(level);
      const details = Object.keys(rest).length === 0 ? '' : ` ${JSON.stringify(rest)}`;
      const stack = err === undefined ? '' : `\n${err.stack ?? err.message}`;
      process.stderr.write(`${time} ${name.padEnd(5)} ${msg ?? ''}${details}${stack}\n`);
    },
  };
}
