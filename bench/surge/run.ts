import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { quietShowsOf } from './crowd/arrivals.ts';
import type { Course, CrowdReport, Task } from './crowd/task.ts';
import type { RunRecord } from './record.ts';
import type { Scenario } from './scenario.ts';
import { endedOf, type Sampling, startSampling } from './server/sampling.ts';
import type { Durations, OpenVenue } from './venue.ts';

/** A server that the scenarios can be run at. */
export interface Contestant {
  /** As `--against` names it. */
  readonly key: string;
  /** e.g. `PostgreSQL, conditional UPDATE`. */
  readonly name: string;
  readonly open: OpenVenue;
}

interface Circumstances {
  /** On the disk to be measured. */
  readonly folder: string;
  readonly seed: number;
  progress(line: string): void;
}

/** What people have, uncompressed: see DESIGN's rules 3, 8 and 9. */
const REAL: Durations = { reservation_s: 300, reservation_buffer_s: 5, waiting_s: 3_600, payment_s: 120 };
/** The shortest that a service takes. */
const SHORTEST_S = 1;

const CROWD = fileURLToPath(new URL('crowd/process.js', import.meta.url));
/** Most that the crowd makes is gone at once: with room for it, the client's own pauses stay short. */
const CROWD_OPTIONS = ['--max-semi-space-size=64', '--v8-pool-size=1', '--heap-growing-percent=900'];

/** Runs the scenario at a server that is started for it, and is gone afterwards with all that it wrote. */
export async function runScenario(
  scenario: Scenario,
  { name, open }: Contestant,
  { folder, seed, progress }: Circumstances,
): Promise<RunRecord> {
  const own_folder = mkdtempSync(join(folder, 'run-'));
  const durations = durationsOf(scenario);
  const shows = scenario.shows + quietShowsOf(scenario);
  const venue = await open(own_folder, shows, durations);
  try {
    const sampling = startSampling(venue);
    const task: Task = {
      url: venue.url,
      shows: venue.shows,
      listing: venue.listing,
      scenario,
      seed,
      durations,
    };
    const { course, samples, cpu_s } = await runClient(task, sampling, progress);
    for (const ended of endedOf(venue.processes)) progress(`${name}: ${ended} ended during ${scenario.name}`);
    return {
      ...course,
      contestant: name,
      scenario,
      seed,
      samples,
      cpu_s: { client: course.cpu_s, ...cpu_s },
    };
  } finally {
    await venue.stop();
    rmSync(own_folder, { recursive: true, force: true });
  }
}

function durationsOf({ time_compression }: Scenario): Durations {
  // To the millisecond, as services take them.
  const compressed = (duration_s: number): number =>
    Math.round((duration_s * 1_000) / time_compression) / 1_000;
  return {
    reservation_s: Math.max(SHORTEST_S, compressed(REAL.reservation_s)),
    reservation_buffer_s: compressed(REAL.reservation_buffer_s),
    waiting_s: Math.max(SHORTEST_S, compressed(REAL.waiting_s)),
    payment_s: Math.max(SHORTEST_S, compressed(REAL.payment_s)),
  };
}

function runClient(
  task: Task,
  sampling: Sampling,
  progress: (line: string) => void,
): Promise<{ course: Course } & ReturnType<Sampling['stop']>> {
  const client = fork(CROWD, { execArgv: CROWD_OPTIONS, serialization: 'advanced' });
  let began_at = 0;
  return new Promise((resolve, reject) => {
    client.on('message', (report: CrowdReport) => {
      if (report.type === 'began') began_at = report.at;
      else if (report.type === 'progress') progress(report.line);
      else if (report.type === 'failed') reject(new Error(report.reason));
      else resolve({ course: report.course, ...sampling.stop(began_at) });
    });
    client.once('exit', (code, signal) => reject(new Error(`The client ended with ${signal ?? code}`)));
    client.send(task);
  });
}
