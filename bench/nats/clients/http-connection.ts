import { connect, type Socket } from 'node:net';

/** One connection that is kept alive, with one request on it at a time. */
export interface HttpConnection {
  /** Sends the text of a whole request; gives the answer's body. Rejects where its status is no success. */
  send(request: string): Promise<string>;
  close(): void;
}

interface Waiting {
  readonly resolve: (body: string) => void;
  readonly reject: (error: Error) => void;
}

const SUCCESS = /^HTTP\/1\.1 2\d\d /;
const LENGTH = /\r\ncontent-length: (\d+)\r\n/i;
const HEAD_END = '\r\n\r\n';

/**
 * Reads no more of an answer than it has to. A client library's own work, 30 µs a request and more, would be the
 * bottleneck: the fastest servers here answer sooner than that.
 */
export async function openHttpConnection(host: string, port: number): Promise<HttpConnection> {
  const socket = await connected(host, port);
  let received = '';
  let waiting: Waiting | null = null;

  const conclude = (settle: (request: Waiting) => void): void => {
    const request = waiting;
    waiting = null;
    if (request !== null) settle(request);
  };
  socket.on('data', (text: string) => {
    received += text;
    const head_end = received.indexOf(HEAD_END);
    if (head_end === -1) return;
    const length = Number(LENGTH.exec(received)?.[1]);
    const body = head_end + HEAD_END.length;
    if (received.length < body + length) return;
    const answer = received;
    received = '';
    conclude(({ resolve, reject }) => {
      if (SUCCESS.test(answer)) resolve(answer.slice(body));
      else reject(new Error(`The answer is no success: ${answer}`));
    });
  });
  socket.on('error', (error) => conclude(({ reject }) => reject(error)));
  socket.on('close', () => conclude(({ reject }) => reject(new Error('The connection was closed'))));

  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => void socket.destroy(),
  };
}

function connected(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    // What is sent and answered here is ASCII, so that characters are bytes.
    const socket = connect({ host, port, noDelay: true }, () => resolve(socket)).setEncoding('latin1');
    socket.once('error', reject);
  });
}
