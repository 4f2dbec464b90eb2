import { SEATS } from '../../hall.ts';
import { readable } from '../../report/numbers.ts';
import { INTERVAL_MS, type PhaseFigures, type RunRecord } from '../record.ts';
import { bestCarried, isOurs } from './contest.ts';
import { atLeast, atMost, type Judgement, times } from './judgement.ts';
import { type QueuePoint, WAITING_USER_BYTES } from './queue-point.ts';
import { milliseconds } from './words.ts';

const LIGHT_LOAD_TIMES = 2;
const FAST_ENOUGH_MS = 25;
const SAMPLES = 10_000;

const OF_PEAK_RATE = 0.7;
const HALF_LOAD_TIMES = 3;
const REFUSED_WITHIN_MS = 50;
const BACK_TO_NORMAL_S = 2;
/** It is back to normal where it stays so for this long. */
const NORMAL_FOR_MS = 1_000;

const QUIET_TIMES = 2;
const POSTGRES_TIMES = 3;
const GROWTH_TIMES = 2;

/** What the scenario expects of whoever runs it, by the names of its phases; every one expects a definite answer for each user. */
export function expectationsOf(record: RunRecord): Judgement[] {
  const answered = atMost('users without a definite answer', record.ends.no_answer, 0, readable);
  return [answered, ...hotShow(record), ...overload(record), ...quietShow(record)];
}

function hotShow(record: RunRecord): Judgement[] {
  const light = phaseOf(record, 'light load');
  const crowded = [phaseOf(record, 'surge'), phaseOf(record, 'ebb')].filter((phase) => phase !== undefined);
  if (light === undefined || crowded.length === 0) return [];
  const worst_ms = Math.max(...crowded.map(({ accepted }) => accepted.p99));
  const samples = crowded.reduce((sum, { accepted }) => sum + accepted.count, 0);
  const limit_ms = Math.max(FAST_ENOUGH_MS, LIGHT_LOAD_TIMES * light.accepted.p99);
  return [
    ...booked(record),
    atMost('p99 of accepted requests in the surge', worst_ms, limit_ms, milliseconds),
    atLeast('accepted requests counted in the surge', samples, SAMPLES, readable),
  ];
}

function booked({ scenario, crowd_seats_booked }: RunRecord): Judgement[] {
  if (crowd_seats_booked === undefined) return [];
  return [atLeast('seats booked', crowd_seats_booked, scenario.shows * SEATS, readable)];
}

function overload(record: RunRecord): Judgement[] {
  const half = phaseOf(record, 'half load');
  const over = phaseOf(record, 'overload');
  if (half === undefined || over === undefined) return [];
  const peak = Math.max(...record.phases.map(({ accepted_per_second }) => accepted_per_second));
  const judgements = [
    atLeast('accepted a second, of the peak rate', over.accepted_per_second / peak, OF_PEAK_RATE, times),
    atMost(
      'p99 of accepted requests, beside that at half load',
      over.accepted.p99 / half.accepted.p99,
      HALF_LOAD_TIMES,
      times,
    ),
  ];
  if (over.refused.count > 0) {
    judgements.push(atMost('p99 of refusals', over.refused.p99, REFUSED_WITHIN_MS, milliseconds));
  }
  const recovery_s = secondsUntilNormal(record, over, half.accepted.p99);
  judgements.push(
    recovery_s === null
      ? {
          what: 'back to normal after it',
          is: 'never',
          expected: `≤ ${BACK_TO_NORMAL_S} s`,
          met: false,
          by: 'not within the run',
        }
      : atMost('back to normal after it', recovery_s, BACK_TO_NORMAL_S, (value) => `${readable(value)} s`),
  );
  return judgements;
}

function quietShow({ phases }: RunRecord): Judgement[] {
  const alone = phases.find(({ name }) => name === 'alone')?.quiet;
  const beside = phases.find(({ name }) => name === 'beside the surge')?.quiet;
  if (alone === undefined || beside === undefined || alone.count === 0) return [];
  return [
    atMost('p99 of a quiet show beside the surge, to that alone', beside.p99 / alone.p99, QUIET_TIMES, times),
  ];
}

/** From the end of the phase until nothing is refused any more and the p99 is what it may be; null where never. */
function secondsUntilNormal(record: RunRecord, phase: PhaseFigures, half_p99_ms: number): number | null {
  const phases = record.phases.slice(0, record.phases.indexOf(phase) + 1);
  const ends_s = phases.reduce((sum, { lasts_s }) => sum + lasts_s, 0);
  const limit_ms = Math.max(FAST_ENOUGH_MS, HALF_LOAD_TIMES * half_p99_ms);
  const after = record.intervals.filter(({ at_s }) => at_s >= ends_s);
  const normal = after.map(
    ({ refused, failed, p99_ms }) => refused === 0 && failed === 0 && (p99_ms ?? 0) <= limit_ms,
  );
  const lasting = NORMAL_FOR_MS / INTERVAL_MS;
  const first = normal.findIndex(
    (_, index) => index + lasting <= normal.length && normal.slice(index, index + lasting).every(Boolean),
  );
  const interval = after[first];
  return interval === undefined ? null : interval.at_s - ends_s;
}

function phaseOf({ phases }: RunRecord, name: string): PhaseFigures | undefined {
  return phases.find((phase) => phase.name === name && phase.accepted.count > 0);
}

/**
 * Of runs of one scenario: ours beside the best plan for PostgreSQL. Only where the load rises until it is too much: elsewhere
 * the users, and not the servers, decide how many reservations there are.
 */
export function contestExpectations(runs: readonly RunRecord[]): Judgement[] {
  const records = runs.filter(({ scenario }) => scenario.until_saturated === true);
  const carried = (record: RunRecord): number => bestCarried(record)?.reservations_per_second ?? 0;
  const ours = records.filter(isOurs).map(carried);
  const theirs = records.filter(({ contestant }) => contestant.startsWith('PostgreSQL')).map(carried);
  if (ours.length === 0 || theirs.length === 0 || Math.max(...theirs) === 0) return [];
  return [
    atLeast(
      'reservations a second, beside the best plan for PostgreSQL',
      Math.max(...ours) / Math.max(...theirs),
      POSTGRES_TIMES,
      times,
    ),
  ];
}

export function queueExpectations(points: readonly QueuePoint[]): Judgement[] {
  const sorted = points.toSorted((one, other) => one.waiting - other.waiting);
  const shortest = sorted[0];
  const longest = sorted.at(-1);
  if (shortest === undefined || longest === undefined || shortest === longest) return [];
  const growth = (what: string, of: (point: QueuePoint) => number): Judgement =>
    atMost(
      `${what} with ${readable(longest.waiting)} waiting, beside ${readable(shortest.waiting)}`,
      of(longest) / of(shortest),
      GROWTH_TIMES,
      times,
    );
  return [
    atMost(
      'bytes of memory a waiting user',
      Math.max(...sorted.map(({ bytes_a_waiting_user }) => bytes_a_waiting_user)),
      WAITING_USER_BYTES,
      readable,
    ),
    growth('to join', ({ join_us }) => join_us.p50),
    growth('to leave', ({ leave_us }) => leave_us.p50),
    growth('to serve', ({ serve_us }) => serve_us.p50),
  ];
}
