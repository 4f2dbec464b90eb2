import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startCpuMeter } from '../../machine/cpu-meter.ts';
import { type Latency, latencyRecorder } from '../../report/latency.ts';
import type { Outcome, PostgresContestant, Round } from '../contestant.ts';
import { POSTGRES_PLANS } from './plans.ts';
import { findPrograms, POSTGRES_DATABASE, POSTGRES_USER } from './server.ts';

const SESSION = "'\\x000102030405060708090a0b0c0d0e0f'";

/** Writing every latency down would slow the clients; one in five tells as much. */
const SAMPLED = 0.2;

/** PostgreSQL's own load generator, written in C: the least that a client can cost it. */
export async function runPgbench(
  contestant: PostgresContestant,
  round: Round,
): Promise<Omit<Outcome, 'stored' | 'shape'>> {
  const script = join(round.folder, 'cycle.sql');
  writeFileSync(script, cycleScript(contestant));
  const warmup = await pgbench(contestant, round, script, round.warmup_ms, []);
  const cpu = startCpuMeter();
  const log = ['--log', `--log-prefix=${join(round.folder, 'latency')}`, `--sampling-rate=${SAMPLED}`];
  const measured = await pgbench(contestant, round, script, round.measure_ms, log);
  const busy_cores = cpu();
  return {
    cycles_per_second: measured.cycles_per_second,
    acknowledged: warmup.cycles + measured.cycles,
    cycle: loggedLatency(round.folder),
    request: null,
    busy_cores,
  };
}

/** One line a statement, as pgbench wants it. Its variables become parameters of prepared statements. */
function cycleScript(contestant: PostgresContestant): string {
  const plan = POSTGRES_PLANS[contestant.plan];
  const line = (statement: string, second: string): string =>
    statement
      .replaceAll(/\s+/g, ' ')
      .replaceAll('$1', ':show')
      .replaceAll('$2', second)
      .replaceAll('$3', SESSION);
  return [
    '\\set show random(0, :shows - 1)',
    `${line(plan.reserve, 'ARRAY[:client_id]')} \\gset`,
    `${line(plan.release, ':booking_id')};`,
    '',
  ].join('\n');
}

async function pgbench(
  contestant: PostgresContestant,
  round: Round,
  script: string,
  milliseconds: number,
  more: readonly string[],
): Promise<{ cycles: number; cycles_per_second: number }> {
  const programs = findPrograms();
  if (programs === null) throw new Error('pgbench is not installed');
  const seconds = Math.max(1, Math.round(milliseconds / 1_000));
  const { stdout } = await promisify(execFile)(join(programs, 'pgbench'), [
    ...['--host', contestant.socket_folder, '--username', POSTGRES_USER],
    ...['--no-vacuum', '--protocol=prepared', `--define=shows=${round.shows}`],
    ...[`--client=${contestant.connections}`, '--jobs=1', `--time=${seconds}`],
    ...[`--file=${script}`, ...more, POSTGRES_DATABASE],
  ]);
  const cycles = numberIn(stdout, /number of transactions actually processed: (\d+)/);
  // Of nothing it tells no rate: on a machine with too much to do, a second may pass without a cycle.
  return { cycles, cycles_per_second: cycles === 0 ? 0 : numberIn(stdout, /tps = ([\d.]+)/) };
}

function numberIn(output: string, pattern: RegExp): number {
  const found = pattern.exec(output)?.[1];
  if (found === undefined) throw new Error(`pgbench said something else than expected:\n${output}`);
  return Number(found);
}

/** Each line of its log: client, number, microseconds, … */
function loggedLatency(folder: string): Latency {
  const recorder = latencyRecorder();
  for (const file of readdirSync(folder).filter((name) => name.startsWith('latency.'))) {
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n')) {
      const microseconds = Number(line.split(' ')[2]);
      if (Number.isFinite(microseconds)) recorder.record(microseconds / 1_000);
    }
  }
  return recorder.latency();
}
