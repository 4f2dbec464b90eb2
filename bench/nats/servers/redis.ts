import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, type ServerProcess, startServer } from './process.ts';

const APPEND_FOLDER = 'appendonlydir';

/** What the release's script writes for each booking that it gives back. */
const GIVEN_BACK = '\r\nHDEL\r\n';

/** Every write is on disk before it is acknowledged; there are no other dumps, and no rewriting during a run. */
export async function startRedis(folder: string): Promise<{ url: string; process: ServerProcess }> {
  const port = await freePort();
  const process = await startServer({
    command: 'redis-server',
    parameters: [
      ...['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--save', ''],
      ...['--appendonly', 'yes', '--appendfsync', 'always', '--auto-aof-rewrite-percentage', '0'],
    ],
    ready: 'Ready to accept connections',
  });
  return { url: `redis://127.0.0.1:${port}`, process };
}

/** How many bookings were given back, by nothing but the append-only file. */
export function countGivenBack(folder: string): number {
  const appended = join(folder, APPEND_FOLDER);
  return readdirSync(appended)
    .filter((name) => name.endsWith('.aof'))
    .map((name) => readFileSync(join(appended, name), 'latin1').split(GIVEN_BACK).length - 1)
    .reduce((sum, count) => sum + count, 0);
}
