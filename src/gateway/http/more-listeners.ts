import { fork, type SendHandle } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';

const COPIES = fileURLToPath(new URL('./listener-copies.js', import.meta.url));

const COPIED_WITHIN_MS = 5_000;

/** Listeners beside a server's own, on the same port. */
export interface MoreListeners {
  /** They take no connection any more. What they have taken stays open. */
  close(): void;
}

/**
 * Node takes one connection in each turn of its event loop from each listener: when a crowd comes, and turns take
 * milliseconds, 2,000 newcomers a second would wait longer and longer where nothing can refuse them. So that it has
 * more than one, the listening socket goes through another process and comes back as often as is wanted. Resolves once
 * they are there, and that process is gone; where it fails, the server has its own. (Newer versions of Node can listen
 * several times by `reusePort`.)
 */
export async function addListeners(server: Server, count: number, backlog: number): Promise<MoreListeners> {
  const listeners = new Set<Server>();
  const copying = fork(COPIES, { execArgv: [], stdio: 'ignore' });
  // It has nothing of its own to lose.
  const end = (): void => void copying.kill('SIGKILL');
  const overdue = setTimeout(end, COPIED_WITHIN_MS);
  let expected = count;

  copying.on('message', (_message, copy: SendHandle) => {
    const listener = createServer({ allowHalfOpen: true, noDelay: true });
    listener.on('connection', (socket) => server.emit('connection', socket));
    listener.on('error', () => listeners.delete(listener));
    listener.listen(copy, backlog);
    listeners.add(listener);
    expected -= 1;
    if (expected === 0) end();
  });
  for (let sent = 0; sent < count; sent += 1) copying.send('copy', handleOf(server), () => undefined);
  await new Promise<void>((resolve) => {
    copying.on('exit', () => resolve());
    // Without one, or without all of them, connections are still taken, if more slowly.
    copying.on('error', () => resolve());
  });
  clearTimeout(overdue);

  return {
    close() {
      for (const listener of listeners) listener.close();
      listeners.clear();
    },
  };
}

/**
 * What the server listens by. Sent as it is, and not as a server, since as a server it would listen in the other process
 * too, and take connections that nobody answers there.
 */
function handleOf(server: Server): SendHandle {
  return Reflect.get(server, '_handle');
}
