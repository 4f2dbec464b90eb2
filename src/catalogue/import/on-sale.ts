import { partitionOf } from '../../../persistence/partition.ts';
import type { EnginesWord } from '../../nats/news/shows-on-sale.ts';
import type { CatalogueStore } from '../open.ts';

/** What an import must not change. */
export interface OnSale {
  /** Whether seats of the show were ever asked for, or may have been. */
  isOnSale(show_id: string): boolean;
  /** Nobody answered for these, so all of their shows count as on sale. */
  readonly silent_partitions: readonly number[];
}

/** Seats are sold by engines with logs of their own, and these cannot be asked what is on sale. */
export class EnginesNotAskedError extends Error {
  override readonly name = 'EnginesNotAskedError';
}

/**
 * Finds out which shows are on sale: those in the log of the catalogue's own folder, and, as soon as the catalogue has
 * been shared by a process that does not sell all seats itself, those that the engines know. Rejects with an
 * `EnginesNotAskedError` where these are to be asked and `askEngines` is null, or with what it rejects with.
 */
export async function findOnSale(
  catalogue: Pick<CatalogueStore, 'edition' | 'data_folder'>,
  in_own_log: ReadonlySet<string>,
  askEngines: (() => Promise<EnginesWord>) | null,
): Promise<OnSale> {
  if (catalogue.edition()?.is_sold_elsewhere !== true) {
    return { isOnSale: (show_id) => in_own_log.has(show_id), silent_partitions: [] };
  }
  if (askEngines === null) {
    throw new EnginesNotAskedError(
      `the shows in ${catalogue.data_folder} are sold by engines with data folders of their own: ` +
        'name the NATS server with --nats, so that they can be asked which shows are on sale',
    );
  }
  const { on_sale, silent_partitions } = await askEngines();
  const silent = new Set(silent_partitions);
  return {
    isOnSale: (show_id) =>
      in_own_log.has(show_id) || on_sale.has(show_id) || silent.has(partitionOf(show_id)),
    silent_partitions,
  };
}
