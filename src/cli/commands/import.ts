import type { Command } from 'commander';
import { readConfig } from '../../config/environment.ts';

export function addImport(program: Command): void {
  program
    .command('import')
    .description('imports cities, cinemas, halls, movies and shows: all of a file, or nothing')
    .argument('[file]', 'JSON document in the import format')
    .option('--schema', 'print the JSON Schema of the import format instead')
    .action(async (file: string | undefined, { schema }: { schema?: true }, command: Command) => {
      const { data_folder } = readConfig(process.env);
      // Loaded here, because the schema's library takes longer to load than most other commands take to run.
      const { importFile, importSchema } = await import('../import-file.ts');
      if (schema === true) console.log(importSchema());
      else if (file === undefined) command.error('error: the file to import is missing');
      else importFile(data_folder, file);
    });
}
