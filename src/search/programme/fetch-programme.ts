import { Worker } from 'node:worker_threads';
import type { Programme } from './programme.ts';

/** What the thread is to do. */
export interface ProgrammeTask {
  readonly data_folder: string;
  /** Unix milliseconds: shows that start earlier are left out. */
  readonly from: number;
}

export interface Fetching {
  /** Null where it was given up. */
  readonly programme: Promise<Programme | null>;
  giveUp(): Promise<void>;
}

/** Reads the programme in a thread of its own: sorting a hundred thousand shows is not to hold up those who buy. */
export function fetchProgramme(task: ProgrammeTask): Fetching {
  const worker = new Worker(new URL('./thread.js', import.meta.url), { workerData: task });
  let is_given_up = false;
  const programme = new Promise<Programme | null>((resolve, reject) => {
    worker.on('message', (read: Programme) => resolve(read));
    worker.on('error', reject);
    worker.on('exit', () => {
      if (is_given_up) resolve(null);
      else reject(new Error('the thread ended without a programme'));
    });
  });
  return {
    programme,
    async giveUp() {
      is_given_up = true;
      await worker.terminate();
    },
  };
}
