import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';

/** Stands between a client and a NATS server, and cuts the connection where an answer is on its way. */
export interface LosingProxy {
  readonly url: string;
  /** How many answers have been lost. */
  lost(): number;
  /** The next `times` that something with this text is on its way to the client, it gets lost with the connection. */
  lose(text: string, times: number): void;
  close(): Promise<void>;
}

export async function openLosingProxy(nats_port: number): Promise<LosingProxy> {
  const sockets = new Set<Socket>();
  let next = { text: '', times: 0 };
  let lost = 0;

  const server = createServer((client) => {
    const onward = createConnection(nats_port, '127.0.0.1');
    for (const [socket, other] of [
      [client, onward],
      [onward, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    client.pipe(onward);
    onward.on('data', (bytes: Buffer) => {
      if (next.times === 0 || !bytes.includes(next.text)) {
        client.write(bytes);
        return;
      }
      next.times -= 1;
      lost += 1;
      onward.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    url: `nats://127.0.0.1:${address.port}`,
    lost: () => lost,
    lose(text, times) {
      next = { text, times };
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
