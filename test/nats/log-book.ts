import type { BrokerLog } from '../../src/nats/broker.ts';

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly details: object;
}

/** A log that a test can read, and wait for. */
export interface LogBook extends BrokerLog {
  readonly lines: readonly LogLine[];
  /** The lines whose message or details match. */
  matching(pattern: RegExp): readonly LogLine[];
  /** Resolves with the first line that matches, from the beginning on, once it is there. */
  says(pattern: RegExp): Promise<LogLine>;
}

export function openLogBook(): LogBook {
  const lines: LogLine[] = [];
  const readers = new Set<() => void>();
  const write =
    (level: LogLine['level']) =>
    (details: object, message: string): void => {
      lines.push({ level, message, details });
      for (const read of readers) read();
    };
  const matching = (pattern: RegExp): readonly LogLine[] =>
    lines.filter(({ message, details }) => pattern.test(`${message} ${describe(details)}`));
  return {
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    lines,
    matching,
    says: (pattern) =>
      new Promise((resolve) => {
        const read = (): void => {
          const [line] = matching(pattern);
          if (line === undefined) return;
          readers.delete(read);
          resolve(line);
        };
        readers.add(read);
        read();
      }),
  };
}

/** As a line of the log shows them: of an error its message. */
function describe(details: object): string {
  return JSON.stringify(details, (_, value) => (value instanceof Error ? value.message : value));
}
