import { print } from '../command-line.ts';
import { readable } from '../report/numbers.ts';
import { startCpuMeter } from './cpu-meter.ts';
import { describeMachine, machineLines } from './description.ts';
import { measureFlushLatency } from './flush-latency.ts';

/** From this many busy cores on, before the bench begins, its figures are not worth much. */
const BUSY_CORES = 0.1;
const LOOK_MS = 500;

/** What the figures are taken on, how fast its disk flushes now, and whether anybody else is at work. */
export async function printMachine(folder: string): Promise<void> {
  for (const line of machineLines(describeMachine(folder))) print(line);
  const flush = measureFlushLatency(folder);
  print(`flush   fdatasync of 4 kB: p50 ${readable(flush.p50)} ms, p99 ${readable(flush.p99)} ms`);
  const read = startCpuMeter();
  await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  const others = read();
  if (others !== null && others > BUSY_CORES) {
    print(`        OTHERS ARE AT WORK HERE: ${others.toFixed(1)} cores were busy before the bench began`);
  }
}
