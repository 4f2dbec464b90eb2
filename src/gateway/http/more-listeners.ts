import { fork } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';

const COPIES = fileURLToPath(new URL('./listener-copies.js', import.meta.url));

/** Listeners beside a server's own, on the same port. */
export interface MoreListeners {
  /** They take no connection any more. What they have taken stays open. */
  close(): void;
}

/**
 * Node takes one connection in each turn of its event loop from each listener: when a crowd comes, and turns take
 * milliseconds, 2,000 newcomers a second would wait longer and longer where nothing can refuse them. So that it has
 * more than one, the listening socket goes through another process and comes back as often as is wanted; until then,
 * and where that fails, the server has its own. (Newer versions of Node can listen several times by `reusePort`.)
 */
export function addListeners(server: Server, count: number, backlog: number): MoreListeners {
  const listeners = new Set<Server>();
  const copying = fork(COPIES, { execArgv: [], stdio: 'ignore' });
  let expected = count;

  function end(): void {
    if (copying.connected) copying.disconnect();
  }

  function take(copy: Server): void {
    const listener = createServer({ allowHalfOpen: true, noDelay: true });
    listener.on('connection', (socket) => server.emit('connection', socket));
    listener.listen(copy, backlog);
    listeners.add(listener);
  }

  copying.on('message', (_message, copy: Server) => {
    if (!server.listening) copy.close();
    else take(copy);
    expected -= 1;
    if (expected === 0) end();
  });
  // Without them all connections are still taken, if more slowly.
  copying.on('error', end);
  for (let sent = 0; sent < count; sent += 1) copying.send('copy', server, () => undefined);

  return {
    close() {
      end();
      for (const listener of listeners) listener.close();
      listeners.clear();
    },
  };
}
