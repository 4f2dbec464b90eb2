import type { BrokerLog } from '../../../src/nats/broker.ts';

/** A log that keeps what it was told. */
export interface Logged extends BrokerLog {
  /** The messages of that level that contain the words. */
  told(level: 'info' | 'warn' | 'error', words: string): string[];
  /** All of it, for a person. */
  text(): string;
}

export function recordingLog(): Logged {
  const lines: { level: string; message: string; details: object }[] = [];
  const record =
    (level: string) =>
    (details: object, message: string): void => {
      lines.push({ level, message, details });
    };
  return {
    info: record('info'),
    warn: record('warn'),
    error: record('error'),
    told: (level, words) =>
      lines.flatMap((line) => (line.level === level && line.message.includes(words) ? [line.message] : [])),
    text: () => lines.map((line) => `${line.level} ${line.message} ${details(line.details)}`).join('\n'),
  };
}

function details(given: object): string {
  const { err, ...rest } = { err: undefined, ...given };
  return `${JSON.stringify(rest)}${err === undefined ? '' : ` ${err}`}`;
}
