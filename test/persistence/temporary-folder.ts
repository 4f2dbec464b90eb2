import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

/** A folder of its own, which is removed when the process ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'boxoffice-log-'));
  made.push(folder);
  return folder;
}

process.once('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});
