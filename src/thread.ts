import { Worker } from 'node:worker_threads';

/**
 * Runs a script in a thread of its own, with the task as its `workerData`, and resolves with the one message that it
 * posts. Rejects with what the script throws.
 */
export function runThread<Task, Result>(script: URL, task: Task): Promise<Result> {
  const worker = new Worker(script, { workerData: task });
  return new Promise((resolve, reject) => {
    worker.on('message', (result: Result) => resolve(result));
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the thread ended without a result')));
  });
}
