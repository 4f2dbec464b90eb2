import { createConnection, createServer, type Socket } from 'node:net';

/** A way to a NATS server that a test can cut and open again, without the others noticing. */
export interface Proxy {
  readonly url: string;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function openProxy(port: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let is_cut = false;
  const server = createServer((guest) => {
    if (is_cut) {
      guest.destroy();
      return;
    }
    const onward = createConnection(port, '127.0.0.1');
    for (const [from, to] of [
      [guest, onward],
      [onward, guest],
    ] as const) {
      sockets.add(from);
      from.on('error', () => from.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  const cut = (): void => {
    is_cut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `nats://127.0.0.1:${address.port}`,
    cut,
    mend() {
      is_cut = false;
    },
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
