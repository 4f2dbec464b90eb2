import { readImportFile } from '../catalogue/import/file.ts';
import { IMPORT_SCHEMA } from '../catalogue/import/format.ts';
import { importCatalogue } from '../catalogue/import/import.ts';
import { openCatalogue } from '../catalogue/open.ts';
import { formatSummary } from './import-summary.ts';
import { showsInLog } from './log-files.ts';
import { progressOn } from './progress.ts';

export function importSchema(): string {
  return JSON.stringify(IMPORT_SCHEMA, null, 2);
}

/** Imports a file, tells on stderr how far it is, and prints what it did. */
export function importFile(data_folder: string, file: string, take_over: boolean): void {
  const document = readImportFile(file);
  // A show that the log knows is on sale, or was; what it needs is in its first event, and may not change here.
  const on_sale = showsInLog(data_folder);
  const catalogue = openCatalogue(data_folder);
  try {
    const summary = importCatalogue(catalogue, document, {
      onSale: (show_id) => on_sale.has(show_id),
      now: Date.now(),
      take_over,
      progress: progressOn(process.stderr, 'entries'),
    });
    console.log(formatSummary(summary));
  } finally {
    catalogue.close();
  }
}
