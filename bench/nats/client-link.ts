import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ClientReport, ClientTask, Outcome } from './contestant.ts';

/** The one client process that asks all contestants. */
export interface ClientLink {
  /** One task at a time. Rejects where a request fails, or is answered by anything but success. */
  run(task: ClientTask): Promise<Outcome>;
  close(): void;
}

const PROGRAM = fileURLToPath(new URL('client-process.js', import.meta.url));

export function startClient(): ClientLink {
  const child = fork(PROGRAM);
  return {
    run: (task) =>
      new Promise((resolve, reject) => {
        const onExit = (code: number | null, signal: NodeJS.Signals | null): void =>
          reject(new Error(`The client ended with ${signal ?? code}`));
        child.once('exit', onExit);
        child.once('message', (report: ClientReport) => {
          child.off('exit', onExit);
          if (report.type === 'done') resolve(report.outcome);
          else reject(new Error(report.reason));
        });
        child.send(task, (error) => {
          if (error !== null) reject(error);
        });
      }),
    close: () => child.disconnect(),
  };
}
