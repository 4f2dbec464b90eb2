import type { Server } from 'node:net';

// A process that gives back each listening server that it is sent. What comes back is a file of its own on the same
// socket. Nothing may be kept here: it would be given connections that nobody answers.

process.on('message', (_message, server: Server) => {
  process.send?.('copy', server, () => server.close());
});
