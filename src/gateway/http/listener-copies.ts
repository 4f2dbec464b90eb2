import type { SendHandle } from 'node:child_process';

// A process that gives back what it is sent. What comes back is a file of its own on the same socket.

process.on('message', (_message, listening: SendHandle) => process.send?.('copy', listening));
