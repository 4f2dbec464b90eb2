import { readFileSync } from 'node:fs';

/** `/proc/<pid>/stat` counts in hundredths of a second on every Linux that Node runs on. */
const TICK_US = 10_000;

/** In its fields after the name: time in the process itself, and in the kernel for it, all threads together. */
const USER_FIELD = 11;
const SYSTEM_FIELD = 12;

/** Starts to count the CPU time of each process, its threads included. The returned function gives it in microseconds. */
export function startProcessMeter(
  pids: Readonly<Record<string, number>>,
): () => Readonly<Record<string, number>> {
  const before = cpuOfEach(pids);
  return () => {
    const after = cpuOfEach(pids);
    return Object.fromEntries(Object.entries(after).map(([name, cpu]) => [name, cpu - (before[name] ?? 0)]));
  };
}

function cpuOfEach(pids: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, cpuOf(pid)]));
}

function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name in brackets, with whatever the name has in it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[USER_FIELD]) + Number(fields[SYSTEM_FIELD])) * TICK_US;
}
