import { readable } from '../report/numbers.ts';
import { table } from '../report/table.ts';
import type { RunRecord, UserEnd } from './record.ts';
import { bestCarried } from './report/contest.ts';
import { contestExpectations, expectationsOf } from './report/expectations.ts';
import type { Judgement } from './report/judgement.ts';

/** What one run says, as text. */
export function runTables(record: RunRecord): string {
  const { contestant, scenario, seed } = record;
  const title = `${scenario.name}: ${contestant} (--seed ${seed}, time goes ${readable(scenario.time_compression)} times as fast)`;
  return [
    title,
    phaseTable(record),
    kindTable(record),
    endsLine(record),
    loadLine(record),
    verdictTable(record),
  ].join('\n\n');
}

function phaseTable({ phases }: RunRecord): string {
  return table(
    [
      'phase',
      's',
      'arrivals/s',
      'due/s',
      'accepted/s',
      'refused/s',
      'failed',
      'reserved/s',
      'p50 ms',
      'p99 ms',
      'refused p99 ms',
      'quiet p99 ms',
    ],
    phases.map((phase) => [
      phase.name,
      ...[
        phase.lasts_s,
        phase.arrivals_per_second,
        phase.due_per_second,
        phase.accepted_per_second,
        phase.refused_per_second,
        phase.failed,
        phase.reservations_per_second,
        phase.accepted.p50,
        phase.accepted.p99,
      ].map(readable),
      phase.refused.count === 0 ? '-' : readable(phase.refused.p99),
      phase.quiet === undefined ? '-' : readable(phase.quiet.p99),
    ]),
  );
}

function kindTable({ latencies }: RunRecord): string {
  return table(
    ['accepted requests', 'count', 'p50 ms', 'p90 ms', 'p99 ms', 'p99.9 ms', 'max ms'],
    latencies
      .filter(({ latency }) => latency.count > 0)
      .map(({ kind, latency: { count, p50, p90, p99, p999, max } }) => [
        kind,
        ...[count, p50, p90, p99, p999, max].map(readable),
      ]),
  );
}

function endsLine({ users, ends, asked_now_and_then = 0 }: RunRecord): string {
  const ended = (Object.entries(ends) as [UserEnd, number][])
    .filter(([, count]) => count > 0)
    .map(([end, count]) => `${end} ${readable(count)}`);
  const asked =
    asked_now_and_then === 0
      ? ''
      : `\nfor ${readable(asked_now_and_then)} of those who waited the client had no connection left: they asked now and then`;
  return `${readable(users)} users: ${ended.join(', ')}${asked}`;
}

function loadLine({ cpu_s, lasted_s, samples }: RunRecord): string {
  const cores = Object.entries(cpu_s).map(([name, seconds]) => `${name} ${readable(seconds / lasted_s)}`);
  const resident = samples.reduce((most, { resident_mib }) => Math.max(most, resident_mib), 0);
  return `cores busy over ${readable(lasted_s)} s: ${cores.join(', ')}; the server's memory at most ${readable(resident)} MiB`;
}

function verdictTable({ verdicts }: RunRecord): string {
  const lines = table(
    ['promise', 'looked at', ''],
    verdicts.map(({ promise, looked_at, faults }) => [
      promise,
      looked_at,
      faults.length === 0 ? 'kept' : 'BROKEN',
    ]),
  );
  const faults = verdicts.flatMap(({ faults }) => faults.map((fault) => `FAULT: ${fault}`));
  return [lines, ...faults].join('\n');
}

/** Who carried how many reservations; null where nobody ran `rotation`. */
export function contestTable(records: readonly RunRecord[]): string | null {
  const rotation = records.filter(({ scenario }) => scenario.name === ROTATION);
  if (rotation.length === 0) return null;
  return table(
    ['hot shows in rotation', 'reservations/s at p99 < 100 ms'],
    rotation.map((record) => [
      record.contestant,
      readable(bestCarried(record)?.reservations_per_second ?? 0),
    ]),
  );
}

const ROTATION = 'rotation';

/** What the issue expects of ours, in all that was run. */
export function expectationTable(
  records: readonly RunRecord[],
  ours: string,
  of_queue: readonly Judgement[],
): string {
  const rows = (scenario: string, judgements: readonly Judgement[]): string[][] =>
    judgements.map(({ what, is, expected, met, by }) => [
      `${scenario}: ${what}`,
      is,
      expected,
      met ? 'met' : `NOT MET, ${by}`,
    ]);
  const rotation = records.filter(({ scenario }) => scenario.name === ROTATION);
  return table(
    ['expectation', 'is', 'expected', ''],
    [
      ...records
        .filter(({ contestant }) => contestant === ours)
        .flatMap((record) => rows(record.scenario.name, expectationsOf(record))),
      ...rows(ROTATION, contestExpectations(rotation)),
      ...rows('queue', of_queue),
    ],
  );
}
