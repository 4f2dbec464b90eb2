import { fileURLToPath } from 'node:url';
import { freePort, type ServerProcess, startServer } from './process.ts';

/** What ships with the project, as seen from the compiled form of this file. */
const MAPPING = fileURLToPath(new URL('../../../../examples/nats-server.conf', import.meta.url));

/** As the README says to start it; or, for the echo, without knowing anything of boxoffice. */
export async function startNats(with_mapping: boolean): Promise<{ url: string; process: ServerProcess }> {
  const port = await freePort();
  const process = await startServer({
    command: 'nats-server',
    parameters: ['--addr', '127.0.0.1', '--port', String(port), ...(with_mapping ? ['-c', MAPPING] : [])],
    ready: 'Server is ready',
  });
  return { url: `nats://127.0.0.1:${port}`, process };
}
