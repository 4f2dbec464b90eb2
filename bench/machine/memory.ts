import { readFileSync } from 'node:fs';

/** Of this process with all its threads, in bytes. */
export interface ResidentMemory {
  readonly now: number;
  /** The most it ever was. */
  readonly peak: number;
}

export function residentMemory(): ResidentMemory {
  const status = readFileSync('/proc/self/status', 'utf8');
  return { now: kibibytes(status, 'VmRSS') * 1_024, peak: kibibytes(status, 'VmHWM') * 1_024 };
}

function kibibytes(status: string, field: string): number {
  const found = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
  if (found === undefined) throw new Error(`/proc/self/status does not tell ${field}`);
  return Number(found);
}

/** Needs `--expose-gc`: what is still resident afterwards is in use, or kept by the allocator. */
export async function collectGarbage(): Promise<void> {
  if (globalThis.gc === undefined) throw new Error('Start this process with --expose-gc');
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
