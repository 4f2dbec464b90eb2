import { type LogReader, logExists, openLogReader } from '../../persistence/index.ts';
import { CommandError } from './failures.ts';

/** Reads the log of a data folder, beside a running service. Throws a `CommandError` where there is none. */
export function withLogReader<Result>(data_folder: string, use: (reader: LogReader) => Result): Result {
  if (!logExists(data_folder)) {
    throw new CommandError(`there is no event log in ${data_folder}; BOXOFFICE_DATA names the data folder`);
  }
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
