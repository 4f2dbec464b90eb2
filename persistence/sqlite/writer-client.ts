import { Worker } from 'node:worker_threads';
import { LogBrokenError, LogLockedError, LogUnavailableError } from '../event-log.ts';
import type { Answer, Operation } from './batch.ts';
import { packOperations, unpackAnswers } from './batch-codec.ts';
import { LogSchemaError } from './schema.ts';
import { CLOSE, type OpenRefusal, type ThreadMessage } from './thread-messages.ts';

/** The writer's thread as the main thread sees it. One batch is under way; what comes up meanwhile goes into the next. */
export interface WriterClient {
  /** Hands an operation in; exactly one of the two is called, `failed` with a `LogBrokenError` or because it is closed. */
  ask(operation: Operation, answered: (answer: Answer) => void, failed: (error: Error) => void): void;
  /** Waits for what was handed in, then ends the thread. */
  close(): Promise<void>;
}

interface Request {
  readonly operation: Operation;
  readonly answered: (answer: Answer) => void;
  readonly failed: (error: Error) => void;
}

/**
 * How much of the writer's time an operation takes, roughly, an append being 1. A batch ends at `BATCH_WEIGHT`, so that
 * thousands of wakes at a time do not hold up an append for long.
 */
const WEIGHT: Readonly<Record<Operation['type'], number>> = {
  append: 1,
  snapshot: 16,
  wake: 32,
  find_booking: 4,
  find_ended_waiting: 4,
  find_session_bookings: 32,
  deadlines: 1_000,
  availability: 1_000,
};
const BATCH_WEIGHT = 2_000;

const OPEN_ERRORS: Readonly<Record<OpenRefusal, new (message: string) => Error>> = {
  LogLockedError,
  LogSchemaError,
  LogUnavailableError,
  Error,
};

/** Starts the thread and waits until it has the log open; rejects with why it could not. */
export async function startWriter(folder: string): Promise<WriterClient> {
  const thread = new Worker(new URL('./writer-thread.js', import.meta.url), { workerData: folder });
  await opened(thread);

  let pending: Request[] = [];
  let under_way: readonly Request[] = [];
  let scheduled = false;
  /** Why nothing more is taken in. */
  let ended: Error | null = null;
  let whenIdle: (() => void) | null = null;

  const send = (): void => {
    scheduled = false;
    if (under_way.length > 0) return;
    if (pending.length === 0) {
      whenIdle?.();
      return;
    }
    const taken = batchLength(pending);
    under_way = pending.slice(0, taken);
    pending = pending.slice(taken);
    const bytes = packOperations(under_way.map(({ operation }) => operation));
    thread.postMessage(bytes, [bytes.buffer]);
  };

  const conclude = (answers: readonly Answer[]): void => {
    const concluded = under_way;
    under_way = [];
    // First the thread gets its next batch, then the answers are looked at.
    send();
    for (const [index, { answered, failed }] of concluded.entries()) {
      const answer = answers[index];
      if (answer === undefined) failed(new LogBrokenError('the writer left an operation unanswered'));
      else answered(answer);
    }
  };

  const breakOff = (reason: string): void => {
    const error = new LogBrokenError(
      `the log can no longer be written, and the process has to stop: ${reason}`,
    );
    const failed = [...under_way, ...pending];
    ended = error;
    under_way = [];
    pending = [];
    for (const request of failed) request.failed(error);
    whenIdle?.();
  };

  thread.on('message', (message: ThreadMessage) => {
    if (message instanceof Uint8Array) conclude(unpackAnswers(message));
    else if (message.type === 'broken') breakOff(message.reason);
  });
  thread.on('error', (error) => breakOff(String(error)));
  const exited = new Promise<void>((resolve) => {
    thread.once('exit', () => {
      if (ended === null) breakOff("the writer's thread has ended");
      resolve();
    });
  });

  return {
    ask(operation, answered, failed): void {
      if (ended !== null) {
        failed(ended);
        return;
      }
      pending.push({ operation, answered, failed });
      // At the end of this turn of the event loop, so that all that comes up in it goes together.
      if (!scheduled && under_way.length === 0) {
        scheduled = true;
        setImmediate(send);
      }
    },

    async close(): Promise<void> {
      ended ??= new Error('the log is closed');
      await new Promise<void>((resolve) => {
        whenIdle = resolve;
        send();
      });
      if (ended instanceof LogBrokenError) {
        // Its files stay as they are: closing them would flush once more.
        thread.unref();
        throw ended;
      }
      thread.postMessage(CLOSE);
      await exited;
    },
  };
}

function opened(thread: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    thread.once('error', reject);
    thread.once('message', (message: ThreadMessage) => {
      thread.off('error', reject);
      if (message instanceof Uint8Array || message.type !== 'not_open') resolve();
      else reject(new OPEN_ERRORS[message.error](message.reason));
    });
  });
}

function batchLength(requests: readonly Request[]): number {
  let weight = 0;
  for (const [index, { operation }] of requests.entries()) {
    weight += WEIGHT[operation.type];
    if (weight >= BATCH_WEIGHT) return index + 1;
  }
  return requests.length;
}
