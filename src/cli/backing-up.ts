import { constants, copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { BackupExistsError, backupLog, copyDatabase } from '../../persistence/index.ts';
import { OWN_KEY_FILE, parsePrivateKey } from '../tickets/key-files.ts';
import { CommandError } from './failures.ts';

/** The databases of a data folder besides the log, by what is added to the name of the log's copy for theirs. */
const COMPANIONS: Readonly<Record<string, string>> = { '.catalogue': 'catalogue.db', '.keys': 'keys.db' };

/** What the copy of the folder's own key for tickets is called: without it no ticket of its bookings would be good. */
const TICKET_KEY_ENDING = '.ticket-key';

/**
 * Copies all that a data folder holds to new files: the log to `file`, the catalogue and the API keys beside it. Each
 * copy is verified before it gets its name. Gives a line about each.
 */
export async function backUp(data_folder: string, file: string): Promise<string[]> {
  const endings = [...Object.keys(COMPANIONS), TICKET_KEY_ENDING];
  const taken = endings.find((ending) => existsSync(`${file}${ending}`));
  if (taken !== undefined)
    throw new BackupExistsError(`${file}${taken} exists already: choose a name that is free`);

  // The log first: the catalogue, to which shows are only added, then knows every show of it.
  const { records, bytes } = await backupLog(data_folder, file);
  const lines = [`${file}: the log, ${records} records, ${bytes} bytes, verified`];
  for (const [ending, name] of Object.entries(COMPANIONS)) {
    const path = join(data_folder, name);
    if (!existsSync(path)) continue;
    const copied = await copyWhole(path, `${file}${ending}`);
    lines.push(`${file}${ending}: ${name}, ${copied} bytes, verified`);
  }
  const ticket_key = join(data_folder, OWN_KEY_FILE);
  if (existsSync(ticket_key)) {
    const copy = `${file}${TICKET_KEY_ENDING}`;
    // Its owner alone may read the copy, as the original.
    copyFileSync(ticket_key, copy, constants.COPYFILE_EXCL);
    parsePrivateKey(readFileSync(copy));
    lines.push(`${copy}: ${OWN_KEY_FILE}, which tickets are signed with`);
  }
  return lines;
}

async function copyWhole(path: string, file: string): Promise<number> {
  const source = new Sqlite(path, { readonly: true, fileMustExist: true });
  try {
    return await copyDatabase(source, file, requireSound);
  } finally {
    source.close();
  }
}

function requireSound(copy: Database): void {
  const fault = copy.pragma('quick_check(1)', { simple: true });
  if (fault !== 'ok') throw new CommandError(`${copy.name} is damaged: ${fault}`);
}
