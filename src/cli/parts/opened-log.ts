import { type EventLog, LogLockedError, LogSchemaError, openSqliteLog } from '../../../persistence/index.ts';
import { CommandError } from '../failures.ts';

/** Opens the log of a data folder, and makes both where they are not there. Its lock keeps other processes out. */
export async function openLog(data_folder: string): Promise<EventLog> {
  try {
    return await openSqliteLog(data_folder);
  } catch (error) {
    if (error instanceof LogLockedError || error instanceof LogSchemaError) throw error;
    throw new CommandError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
