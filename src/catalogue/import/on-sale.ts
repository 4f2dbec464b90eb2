import type { CatalogueStore } from '../open.ts';

/**
 * Asks the engines of all partitions for the shows that their logs know. Rejects where one did not answer: what it
 * sells would not be among them.
 */
export type AskEngines = () => Promise<ReadonlySet<string>>;

/** Seats are sold by engines with logs of their own, and these were not asked what is on sale. */
export class EnginesNotAskedError extends Error {
  override readonly name = 'EnginesNotAskedError';
}

/**
 * The shows that an import must not change: those in the log of the catalogue's own folder, and those that the engines
 * know, which have to be asked as soon as a process has shared the catalogue that does not sell all seats itself. Rejects
 * with an `EnginesNotAskedError` where they have to be and `askEngines` is null, or with what it rejects with.
 */
export async function showsOnSale(
  catalogue: Pick<CatalogueStore, 'edition' | 'data_folder'>,
  in_own_log: ReadonlySet<string>,
  askEngines: AskEngines | null,
): Promise<ReadonlySet<string>> {
  if (askEngines !== null) return new Set([...in_own_log, ...(await askEngines())]);
  if (catalogue.edition()?.is_sold_elsewhere !== true) return in_own_log;
  throw new EnginesNotAskedError(
    `the shows in ${catalogue.data_folder} are sold by engines with data folders of their own: ` +
      'name the NATS server with --nats, so that they can be asked which shows are on sale',
  );
}
