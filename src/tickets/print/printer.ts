import { Worker } from 'node:worker_threads';
import type { PrintedTicket } from './document.ts';

/** Makes PDFs in a thread of its own: a page takes 30 ms or more, which nobody who buys a seat should wait for. */
export interface Printer {
  /** The PDF of these tickets; null where so many are waited for that this one would take too long. */
  print(tickets: readonly PrintedTicket[]): Promise<Uint8Array> | null;
  close(): Promise<void>;
}

/** What goes to the thread and comes back from it. */
export interface PrintTask {
  readonly number: number;
  readonly tickets: readonly PrintedTicket[];
}

export type PrintAnswer =
  | { readonly number: number; readonly pdf: Uint8Array }
  | { readonly number: number; readonly fault: string };

interface Pending {
  resolve(pdf: Uint8Array): void;
  reject(error: Error): void;
}

/** About a second of printing. */
const MOST_PENDING = 20;

/** The thread starts with the first PDF that is wanted, and keeps no process alive. */
export function openPrinter(): Printer {
  const pending = new Map<number, Pending>();
  let newest_number = 0;
  let thread: Worker | null = null;

  function failAll(cause: Error): void {
    thread = null;
    for (const { reject } of pending.values())
      reject(new Error('the thread that prints tickets ended', { cause }));
    pending.clear();
  }

  function take(answer: PrintAnswer): void {
    const waiting = pending.get(answer.number);
    pending.delete(answer.number);
    if (pending.size === 0) thread?.unref();
    if ('pdf' in answer) waiting?.resolve(answer.pdf);
    else waiting?.reject(new Error(answer.fault));
  }

  function start(): Worker {
    const started = new Worker(new URL('./thread.js', import.meta.url));
    started.on('message', take);
    started.on('error', failAll);
    return started;
  }

  return {
    print(tickets) {
      if (pending.size >= MOST_PENDING) return null;
      thread ??= start();
      thread.ref();
      newest_number += 1;
      const task: PrintTask = { number: newest_number, tickets };
      const printed = new Promise<Uint8Array>((resolve, reject) =>
        pending.set(task.number, { resolve, reject }),
      );
      thread.postMessage(task);
      return printed;
    },
    async close() {
      await thread?.terminate();
      failAll(new Error('the service is closing'));
    },
  };
}
