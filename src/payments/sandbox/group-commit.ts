import type { Database } from 'better-sqlite3';

/** Runs a change within the next transaction, and resolves with what it returned once that is on disk. */
export type Commit = <Result>(change: () => Result) => Promise<Result>;

/** What arrives within one turn of the event loop shares a transaction, and so a flush. */
export function groupCommit(database: Database): Commit {
  let waiting: { run: () => void; settle: (error: unknown) => void }[] = [];

  const flush = database.transaction((batch: typeof waiting) => {
    for (const { run } of batch) run();
  });

  function commitAll(): void {
    const batch = waiting;
    waiting = [];
    try {
      flush.immediate(batch);
      for (const { settle } of batch) settle(null);
    } catch (error) {
      for (const { settle } of batch) settle(error);
    }
  }

  return (change) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(commitAll);
      let answer = (): void => undefined;
      const run = (): void => {
        const result = change();
        answer = () => resolve(result);
      };
      const settle = (error: unknown): void => (error === null ? answer() : reject(error));
      waiting.push({ run, settle });
    });
}
