import { writeSync } from 'node:fs';
import { openSqliteLog } from '../../persistence/index.ts';

/** Opens the log for writing and holds it until it is killed; says that it is open, or the error's name. */
const [folder = ''] = process.argv.slice(2);
try {
  await openSqliteLog(folder);
  writeSync(1, 'open\n');
} catch (error) {
  writeSync(1, `${error instanceof Error ? error.name : 'not open'}\n`);
}
