import type { Command } from 'commander';
import { readConfig } from '../../config/environment.ts';

interface Options {
  readonly schema?: true;
  readonly nats?: string;
  readonly takeOver?: true;
}

export function addImport(program: Command): void {
  program
    .command('import')
    .description('imports cities, cinemas, halls, movies and shows: all of a file, or nothing')
    .argument('[file]', 'JSON document in the import format')
    .option('--schema', 'print the JSON Schema of the import format instead')
    .option('--nats <urls>', 'asks the engines there which shows are on sale (or BOXOFFICE_NATS_URL)')
    .option(
      '--take-over',
      'make the copy of a catalogue here the one that is imported into, its origin being lost',
    )
    .action(async (file: string | undefined, options: Options, command: Command) => {
      const { data_folder, nats } = readConfig(process.env, options);
      // Loaded here, because the schema's library takes longer to load than most other commands take to run.
      const { importFile, importSchema } = await import('../import-file.ts');
      if (options.schema === true) console.log(importSchema());
      else if (file === undefined) command.error('error: the file to import is missing');
      else await importFile(file, { data_folder, nats, take_over: options.takeOver === true });
    });
}
