import { parentPort, workerData } from 'node:worker_threads';
import { importCatalogue } from '../import/import.ts';
import { openCatalogue } from '../open.ts';
import type { DemoNews, DemoTask } from './demo.ts';
import { demoDocument } from './document.ts';

/** The thread that builds the demo, see `buildDemo`. */

const { data_folder, from }: DemoTask = workerData;
const tell = (news: DemoNews): void => parentPort?.postMessage(news);

const catalogue = openCatalogue(data_folder);
try {
  const summary = importCatalogue(catalogue, demoDocument(from), {
    // Whatever is there of the demo already may have been sold.
    onSale: () => true,
    now: from,
    progress: (done, total) => tell({ type: 'progress', done, total }),
  });
  tell({ type: 'built', summary });
} finally {
  catalogue.close();
}
