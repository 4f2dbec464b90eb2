import { runThread } from '../../thread.ts';
import type { Edition } from '../edition.ts';
import type { Parcel } from './messages.ts';

/** What the thread that installs is to do. */
export interface InstallingTask {
  /** As it was announced; `file` is what came. */
  readonly parcel: Parcel;
  readonly file: string;
  /** A folder of its own, to unpack it in. */
  readonly folder: string;
  readonly data_folder: string;
}

/**
 * Checks a parcel that came, unpacks it, checks the catalogue in it, and brings that into the data folder's
 * `catalogue.db`, in one transaction of SQLite's: whoever has it open reads the old one or the new one, whatever
 * happens meanwhile. Rejects where anything is wrong with it; then nothing has changed.
 */
export function installCatalogue(task: InstallingTask): Promise<Edition> {
  return runThread(new URL('./installing-thread.js', import.meta.url), task);
}
