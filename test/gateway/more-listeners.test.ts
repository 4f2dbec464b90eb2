import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { addListeners } from '../../src/gateway/http/more-listeners.ts';

const MORE = 3;
const BACKLOG = 100;

/** How many listeners this process has, on whatever port, while it has no connection: Node takes copies for connections. */
const listening = (): number =>
  process.getActiveResourcesInfo().filter((name) => /^TCP(Server|Socket)Wrap$/.test(name)).length;

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5);
}

async function openServer(): Promise<{ server: Server; url: string }> {
  const server = createServer((_request, response) => response.end('here'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return { server, url: `http://127.0.0.1:${address.port}` };
}

async function assertAnswers(url: string): Promise<void> {
  // Each on a connection of its own.
  const headers = { connection: 'close' };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => fetch(url, { headers }).then((answer) => answer.text())),
  );
  assert.equal([...new Set(answers)], ['here']);
}

const more_listeners = suite('more listeners');

more_listeners(
  'all of them take connections for the one server, and the process that copied them is gone',
  async () => {
    const { server, url } = await openServer();
    const adding = addListeners(server, MORE, BACKLOG);
    // While they are being made, too.
    await assertAnswers(url);
    const listeners = await adding;
    await until(() => !process.getActiveResourcesInfo().includes('ProcessWrap'));
    await until(() => listening() === 1 + MORE);
    await assertAnswers(url);
    listeners.close();
    await until(() => listening() === 1);
    await assertAnswers(url);
    await new Promise((resolve) => server.close(resolve));
    await until(() => listening() === 0);
  },
);

more_listeners.run();
