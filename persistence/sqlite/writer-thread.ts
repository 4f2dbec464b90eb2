import { mkdirSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { LogLockedError } from '../event-log.ts';
import { packAnswers, unpackOperations } from './batch-codec.ts';
import { openForWriting } from './connection.ts';
import { whyNotOpened } from './disk-errors.ts';
import { logPath } from './files.ts';
import { lockForWriting } from './lock.ts';
import { LogSchemaError, migrate } from './schema.ts';
import { CLOSE, type OperationsMessage, type ThreadMessage } from './thread-messages.ts';
import { type Writer, writerOf } from './writer.ts';

// The writer's thread: a flush takes as long as it takes, and holds up nobody but the next commit.

if (parentPort === null) throw new Error('this file is a worker thread of sqlite-log.ts');
const port = parentPort;
const folder: string = workerData;

function tell(message: ThreadMessage): void {
  port.postMessage(message, message instanceof Uint8Array ? [message.buffer] : []);
}

function open(): { writer: Writer; close: () => void } {
  mkdirSync(folder, { recursive: true });
  const lock = lockForWriting(folder);
  const database = openForWriting(logPath(folder));
  migrate(database);
  return {
    writer: writerOf(database),
    close(): void {
      database.close();
      lock.release();
    },
  };
}

function serve({ writer, close }: ReturnType<typeof open>): void {
  let is_over = false;
  let is_tidying = false;

  /** After a failed flush nothing may touch the files again, not even to close them. */
  const orBreak = (act: () => void): void => {
    if (is_over) return;
    try {
      act();
    } catch (error) {
      is_over = true;
      tell({ type: 'broken', reason: String(error) });
    }
  };
  /** What can wait is done between the batches. */
  const tidyUp = (): void => {
    is_tidying = false;
    if (writer.tidyUp()) tidyUpSoon();
  };
  const tidyUpSoon = (): void => {
    if (!is_tidying) setImmediate(orBreak, tidyUp);
    is_tidying = true;
  };

  port.on('message', (message: OperationsMessage | typeof CLOSE) =>
    orBreak(() => {
      if (message === CLOSE) {
        is_over = true;
        close();
        port.close();
        return;
      }
      tell(packAnswers(writer.handle(unpackOperations(message))));
      writer.checkpoint();
      tidyUpSoon();
    }),
  );
  tidyUpSoon();
}

function whyNotOpen(error: unknown): ThreadMessage {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof LogLockedError) return { type: 'not_open', error: 'LogLockedError', reason };
  if (error instanceof LogSchemaError) return { type: 'not_open', error: 'LogSchemaError', reason };
  const passing = whyNotOpened(error);
  if (passing !== null)
    return { type: 'not_open', error: 'LogUnavailableError', reason: `${folder}: ${passing}` };
  return { type: 'not_open', error: 'Error', reason: `the log in ${folder} cannot be opened: ${reason}` };
}

try {
  serve(open());
  tell({ type: 'open' });
} catch (error) {
  tell(whyNotOpen(error));
  port.close();
}
