import { Worker } from 'node:worker_threads';
import { requireOrigin } from '../edition.ts';
import type { ImportSummary } from '../import/import.ts';
import type { CatalogueStore } from '../open.ts';

interface DemoOptions {
  /** Unix milliseconds: every city gets seven days of shows from its own date at this time. */
  readonly from: number;
  readonly progress?: (done: number, total: number) => void;
}

/** What the worker thread is to do. */
export interface DemoTask {
  readonly data_folder: string;
  readonly from: number;
}

/** What the worker thread tells. */
export type DemoNews =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'built'; readonly summary: ImportSummary };

/**
 * Fills the catalogue with the reference size out of real data: 500 cities, 5,000 cinemas with a hall each, and
 * 105,000 shows of well-known movies. All of it or, where it is interrupted, nothing. A demo that is there already
 * gets what it lacks of the seven days; no show of it is changed.
 *
 * It is built in a thread of its own: the packages of real data and the document made of them take some hundred
 * megabytes, which end with it, and signals are heard meanwhile. Rejects with a `CatalogueCopyError` where the catalogue
 * is a copy.
 */
export async function buildDemo(
  { data_folder, database }: CatalogueStore,
  { from, progress }: DemoOptions,
): Promise<ImportSummary> {
  requireOrigin(database);
  const task: DemoTask = { data_folder, from };
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    let built: ImportSummary | null = null;
    worker.on('message', (news: DemoNews) => {
      if (news.type === 'built') built = news.summary;
      else progress?.(news.done, news.total);
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      if (built === null) reject(new Error('the demo ended before it was built'));
      else resolve(built);
    });
  });
}
