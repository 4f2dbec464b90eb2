import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below those that the system itself gives to connections that go out: one of these may be taken between the moment in
 * which it is found free and the one in which it is used, now that so many tests connect to so much.
 */
const LOWEST_PORT = 12_000;
const HIGHEST_PORT = 32_000;

/** A port of the loopback that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
