import { type LogReader, logExists, openLogReader } from '../../persistence/index.ts';
import { CommandError } from './failures.ts';

/** Throws a `CommandError` where a data folder has no log: its name is probably mistyped. */
export function requireLog(data_folder: string): void {
  if (logExists(data_folder)) return;
  throw new CommandError(`there is no event log in ${data_folder}; BOXOFFICE_DATA names the data folder`);
}

/** Reads the log of a data folder, also beside a running service. Throws a `CommandError` where there is none. */
export function withLogReader<Result>(data_folder: string, use: (reader: LogReader) => Result): Result {
  requireLog(data_folder);
  const reader = openLogReader(data_folder);
  try {
    return use(reader);
  } finally {
    reader.close();
  }
}

/** The shows in which seats were ever asked for; none where there is no log yet. */
export function showsInLog(data_folder: string): ReadonlySet<string> {
  if (!logExists(data_folder)) return new Set();
  return withLogReader(
    data_folder,
    (reader) => new Set(Array.from(reader.showHeads(), (head) => head.show_id)),
  );
}
