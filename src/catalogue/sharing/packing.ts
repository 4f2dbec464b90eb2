import { runThread } from '../../thread.ts';

/** What the thread that packs is to do. */
export interface PackingTask {
  readonly database_path: string;
  /** A folder of its own, for the packed file and what is needed on the way to it. */
  readonly folder: string;
}

export interface Packed {
  readonly origin_id: string;
  readonly version: number;
  readonly file: string;
  readonly bytes: number;
  readonly packed_bytes: number;
  readonly sha256: string;
}

/**
 * Makes one compressed file of a catalogue as it is at one moment, also while an import writes it. In a thread of its
 * own, because a large catalogue takes seconds in which others want to buy.
 */
export function packCatalogue(task: PackingTask): Promise<Packed> {
  return runThread(new URL('./packing-thread.js', import.meta.url), task);
}
