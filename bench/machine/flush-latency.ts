import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Latency, latencyRecorder } from '../report/latency.ts';

const PAGE_BYTES = 4_096;
const FLUSHES = 500;

/** How long this disk takes, now, to make 4 kB that were appended to a file durable. */
export function measureFlushLatency(folder: string): Latency {
  const file = join(folder, 'flush-latency.bin');
  const page = Buffer.alloc(PAGE_BYTES, 1);
  const recorder = latencyRecorder();
  const descriptor = openSync(file, 'w');
  try {
    for (let flush = 0; flush < FLUSHES; flush += 1) {
      const start = performance.now();
      writeSync(descriptor, page, 0, PAGE_BYTES, flush * PAGE_BYTES);
      fdatasyncSync(descriptor);
      recorder.record(performance.now() - start);
    }
  } finally {
    closeSync(descriptor);
    rmSync(file);
  }
  return recorder.latency();
}
