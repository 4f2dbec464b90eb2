import { parentPort } from 'node:worker_threads';
import { printTickets } from './document.ts';
import type { PrintAnswer, PrintTask } from './printer.ts';

/** The thread that makes PDFs, see `openPrinter`. */

const tell = (answer: PrintAnswer): void => parentPort?.postMessage(answer);

parentPort?.on('message', ({ number, tickets }: PrintTask) => {
  printTickets(tickets).then(
    (pdf) => tell({ number, pdf }),
    (error: unknown) => tell({ number, fault: String(error) }),
  );
});
