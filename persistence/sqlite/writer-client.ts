import { Worker } from 'node:worker_threads';
import { LogBrokenError, LogLockedError, LogUnavailableError } from '../event-log.ts';
import type { Answer, Operation } from './batch.ts';
import { packOperations, unpackAnswers } from './batch-codec.ts';
import { LogSchemaError } from './schema.ts';
import { CLOSE, type OpenRefusal, type ThreadMessage } from './thread-messages.ts';

/** The writer's thread as the main thread sees it. What comes up while a batch is under way goes into the next. */
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
 * thousands of wakes at a time do not hold up an append for long, nor the event loop all that a large commit sets free.
 */
const WEIGHT: Readonly<Record<Operation['type'], number>> = {
  append: 1,
  snapshot: 16,
  probe: 1,
  wake: 32,
  find_booking: 4,
  find_ended_waiting: 4,
  find_session_bookings: 32,
  deadlines: 1_000,
  availability: 1_000,
};
const BATCH_WEIGHT = 512;

/**
 * While the writer commits one batch, another may lie ready for it, if it is of this many operations: so that under load
 * the two threads work at the same time, instead of one waiting for the other in turn.
 */
const WORTH_SENDING = 64;
const BATCHES_UNDER_WAY = 2;

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
  /** The first of them is being committed. */
  let under_way: (readonly Request[])[] = [];
  let scheduled = false;
  let broken: LogBrokenError | null = null;
  let closing: Promise<void> | null = null;
  let told_to_close = false;
  let whenEnded = (): void => {};

  const send = (): void => {
    scheduled = false;
    if (told_to_close) return;
    while (pending.length > 0 && under_way.length < BATCHES_UNDER_WAY) {
      const batch = pending.slice(0, batchLength(pending));
      const message = packOperations(batch.map(({ operation }) => operation));
      pending = pending.slice(batch.length);
      under_way.push(batch);
      thread.postMessage(message, [message.packed.buffer, ...message.states.map(([, { buffer }]) => buffer)]);
    }
    if (pending.length === 0 && under_way.length === 0 && closing !== null && broken === null) {
      told_to_close = true;
      thread.postMessage(CLOSE);
    }
  };

  const conclude = (answers: readonly Answer[]): void => {
    const concluded = under_way.shift() ?? [];
    // First the thread gets its next batch, then the answers are looked at.
    send();
    for (const [index, { answered, failed }] of concluded.entries()) {
      const answer = answers[index];
      if (answer === undefined) failed(new Error('the writer left an operation unanswered'));
      else answered(answer);
    }
  };

  const breakOff = (reason: string): void => {
    broken ??= new LogBrokenError(`the log takes nothing more, and the process has to stop: ${reason}`);
    const unanswered = [...under_way.flat(), ...pending];
    under_way = [];
    pending = [];
    for (const { failed } of unanswered) failed(broken);
    // The thread holds the files open, which are not to be flushed again; it must not keep the process from stopping.
    thread.unref();
    whenEnded();
  };

  thread.on('message', (message: ThreadMessage) => {
    if (message instanceof Uint8Array) conclude(unpackAnswers(message));
    else if (message.type === 'broken') breakOff(message.reason);
  });
  thread.on('error', (error) => breakOff(String(error)));
  thread.on('exit', () => {
    if (told_to_close) whenEnded();
    else breakOff("the writer's thread has ended");
  });

  return {
    ask(operation, answered, failed): void {
      if (broken !== null || closing !== null) {
        failed(broken ?? new Error('the log is closed'));
        return;
      }
      pending.push({ operation, answered, failed });
      if (pending.length >= WORTH_SENDING && under_way.length < BATCHES_UNDER_WAY) {
        send();
      } else if (!scheduled && under_way.length === 0) {
        // At the end of this turn of the event loop, so that all that comes up in it goes together.
        scheduled = true;
        setImmediate(send);
      }
    },

    async close(): Promise<void> {
      closing ??= new Promise((resolve) => {
        whenEnded = resolve;
        if (broken !== null) resolve();
        else setImmediate(send);
      });
      await closing;
      if (broken !== null) throw broken;
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
