import type { Command } from 'commander';
import { readImportFile } from '../../catalogue/import/file.ts';
import { IMPORT_SCHEMA } from '../../catalogue/import/format.ts';
import { importCatalogue } from '../../catalogue/import/import.ts';
import { openCatalogue } from '../../catalogue/open.ts';
import { readConfig } from '../../config/environment.ts';
import { CommandError } from '../failures.ts';
import { formatSummary } from '../import-summary.ts';
import { showsInLog } from '../log-files.ts';
import { progressOn } from '../progress.ts';

export function addImport(program: Command): void {
  program
    .command('import')
    .description('imports cities, cinemas, halls, movies and shows: all of a file, or nothing')
    .argument('[file]', 'JSON document in the import format')
    .option('--schema', 'print the JSON Schema of the import format instead')
    .action((file: string | undefined, { schema }: { schema?: true }) => {
      if (schema === true) console.log(JSON.stringify(IMPORT_SCHEMA, null, 2));
      else if (file === undefined)
        throw new CommandError('name the file to import; see boxoffice import --help');
      else importFile(file);
    });
}

function importFile(file: string): void {
  const { data_folder } = readConfig(process.env);
  const document = readImportFile(file);
  // A show that the log knows is on sale, or was; what it needs is in its first event, and may not change here.
  const sold = showsInLog(data_folder);
  const catalogue = openCatalogue(data_folder);
  try {
    const progress = progressOn(process.stderr, 'entries');
    const summary = importCatalogue(catalogue, document, {
      onSale: (show_id) => sold.has(show_id),
      now: Date.now(),
      progress,
    });
    console.log(formatSummary(summary));
  } finally {
    catalogue.close();
  }
}
