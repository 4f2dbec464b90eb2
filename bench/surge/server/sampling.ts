import { existsSync, readFileSync } from 'node:fs';
import { startProcessMeter } from '../../machine/process-cpu.ts';
import type { ServerSample } from '../record.ts';
import type { Venue } from '../venue.ts';
import { type Figures, parseFigures } from './figures.ts';

const SAMPLE_EVERY_MS = 500;
/** A server that is busy answers late; then its own figures are left out of the sample. */
const FIGURES_WITHIN_MS = 2_000;
const US_PER_SECOND = 1_000_000;
const KIB_PER_MIB = 1_024;
const MS_PER_SECOND = 1_000;
const BYTES_PER_MIB = 2 ** 20;

export interface Sampling {
  /** What was seen; the times count from that moment, Unix milliseconds. */
  stop(began_at: number): { samples: ServerSample[]; cpu_s: Record<string, number> };
}

/** Looks at the server's processes from outside, twice a second, and at its own figures where it has some. */
export function startSampling({ url, metrics, processes }: Venue): Sampling {
  let living = processes;
  let readCpu = startProcessMeter(living);
  /** Since the begin; of a process that has died as it was seen last. */
  let cpu_us: Readonly<Record<string, number>> = {};
  let before_us: Readonly<Record<string, number>> = {};

  /** Where one has died, the others are counted on. */
  function leaveOutTheDead(): void {
    const dead = endedOf(living);
    if (dead.length === 0) return;
    living = Object.fromEntries(Object.entries(living).filter(([name]) => !dead.includes(name)));
    before_us = cpu_us;
    readCpu = startProcessMeter(living);
  }
  let looked_at = performance.now();
  let figures: Figures = new Map();
  let is_asking = false;
  const samples: (ServerSample & { readonly at: number })[] = [];

  async function look(): Promise<void> {
    if (is_asking) return;
    is_asking = true;
    const before = figures;
    figures = metrics === null ? figures : await figuresOf(`${url}${metrics}`);
    is_asking = false;
    const now = performance.now();
    leaveOutTheDead();
    const total_before_us = total(cpu_us);
    cpu_us = added(before_us, readCpu());
    const cores_busy =
      (total(cpu_us) - total_before_us) / US_PER_SECOND / ((now - looked_at) / MS_PER_SECOND);
    looked_at = now;
    const resident_mib = residentMib(Object.values(living));
    samples.push({ at: Date.now(), at_s: 0, resident_mib, cores_busy, ...ownFigures(figures, before) });
  }

  const timer = setInterval(() => void look().catch(() => undefined), SAMPLE_EVERY_MS);
  return {
    stop(began_at) {
      clearInterval(timer);
      return {
        cpu_s: secondsByProgram(cpu_us),
        samples: samples
          .map(({ at, ...sample }) => ({ ...sample, at_s: (at - began_at) / MS_PER_SECOND }))
          .filter(({ at_s }) => at_s >= 0),
      };
    },
  };
}

/** The names of those that are no longer there. */
export function endedOf(processes: Venue['processes']): string[] {
  return Object.entries(processes)
    .filter(([, pid]) => !existsSync(`/proc/${pid}`))
    .map(([name]) => name);
}

async function figuresOf(url: string): Promise<Figures> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(FIGURES_WITHIN_MS) });
    return parseFigures(await answer.text());
  } catch {
    return new Map();
  }
}

function ownFigures(
  figures: Figures,
  before: Figures,
): Pick<ServerSample, 'heap_mib' | 'loop_delay_ms' | 'gc_pause_ms' | 'steps_per_commit'> {
  const scaled = (name: string, factor: number): number | null => {
    const value = figures.get(name);
    return value === undefined ? null : value * factor;
  };
  const grownBy = (name: string): number | null => {
    const [is, was] = [figures.get(name), before.get(name)];
    return is === undefined || was === undefined ? null : is - was;
  };
  const gc_s = grownBy('nodejs_gc_duration_seconds_sum');
  const steps = grownBy('boxoffice_steps_total');
  const commits = grownBy('boxoffice_commits_total');
  return {
    heap_mib: scaled('nodejs_heap_size_used_bytes', 1 / BYTES_PER_MIB),
    loop_delay_ms: scaled('boxoffice_loop_delay_seconds', MS_PER_SECOND),
    gc_pause_ms: gc_s === null ? null : gc_s * MS_PER_SECOND,
    steps_per_commit: steps === null || commits === null || commits === 0 ? null : steps / commits,
  };
}

function added(
  some: Readonly<Record<string, number>>,
  more: Readonly<Record<string, number>>,
): Record<string, number> {
  const sum = { ...some };
  for (const [name, value] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + value;
  return sum;
}

function total(cpu_us: Readonly<Record<string, number>>): number {
  return Object.values(cpu_us).reduce((sum, of_process) => sum + of_process, 0);
}

/** A server of many processes is one program: the first word of their names. */
function secondsByProgram(cpu_us: Readonly<Record<string, number>>): Record<string, number> {
  const seconds: Record<string, number> = {};
  for (const [name, of_process] of Object.entries(cpu_us)) {
    const [program = name] = name.split(' ');
    seconds[program] = (seconds[program] ?? 0) + of_process / US_PER_SECOND;
  }
  return seconds;
}

/** What processes share counts once. */
function residentMib(pids: readonly number[]): number {
  let own_kib = 0;
  let shared_kib = 0;
  for (const pid of pids) {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0);
    const shared = field('RssShmem');
    own_kib += field('VmRSS') - shared;
    shared_kib = Math.max(shared_kib, shared);
  }
  return (own_kib + shared_kib) / KIB_PER_MIB;
}
