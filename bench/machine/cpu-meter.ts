import { readFileSync } from 'node:fs';

/** `/proc/stat` counts in hundredths of a second on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;

/**
 * Starts to count what the whole machine's cores do, so that a peer's server and its client are counted as our own
 * process and its worker are. The returned function says how many cores were busy on average since; null where the
 * system does not tell.
 */
export function startCpuMeter(): () => number | null {
  const start = performance.now();
  const before = busyTicks();
  return () => {
    const after = busyTicks();
    if (before === null || after === null) return null;
    return (after - before) / TICKS_A_SECOND / ((performance.now() - start) / 1_000);
  };
}

function busyTicks(): number | null {
  let text: string;
  try {
    text = readFileSync('/proc/stat', 'utf8');
  } catch {
    return null;
  }
  // The first line: cpu user nice system idle iowait irq softirq steal …, over all cores.
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = (text.split('\n')[0] ?? '')
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return user + nice + system + irq + softirq;
}
