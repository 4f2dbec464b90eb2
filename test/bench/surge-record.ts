import {
  type Interval,
  type Percentiles,
  type PhaseFigures,
  REQUEST_KINDS,
  type RunRecord,
  type UserEnd,
} from '../../bench/surge/record.ts';

const SECONDS = 20;
const SEATS = 300;

const NOBODY: Readonly<Record<UserEnd, number>> = {
  booked: 0,
  lapsed: 0,
  released: 0,
  show_full: 0,
  not_enough_seats: 0,
  gave_up: 0,
  left_queue: 0,
  timed_out: 0,
  sales_closed: 0,
  turned_away: 0,
  no_answer: 0,
};

/** A run as it could have been: half load, twice what can be carried for five seconds, and half load again. */
export function madeUpRun(changed: Partial<RunRecord> = {}): RunRecord {
  return {
    contestant: 'boxoffice',
    scenario: {
      name: 'overload',
      tells: 'Half load, too much, half load.',
      shows: 1,
      zipf_exponent: 0,
      phases: [],
      time_compression: 60,
      quiet_users_per_second: 0,
    },
    seed: 7,
    started_at: '2026-11-23T10:00:00.000Z',
    lasted_s: SECONDS,
    users: 1_000,
    intervals: Array.from({ length: SECONDS * 4 }, (_, index) => interval(index / 4)),
    phases: [
      phase('half load', 5, 400, 0, 8),
      phase('overload', 5, 700, 500, 20),
      phase('half again', 10, 400, 0, 8),
    ],
    latencies: [...REQUEST_KINDS, 'quiet_show' as const].map((kind, index) => ({
      kind,
      latency: percentiles(kind === 'leave' ? 0 : 5_000, 10 + index),
      distribution: [0, 50, 90, 99, 99.9, 99.99, 99.999, 100].map((percentile, step) => [
        percentile,
        2 ** step,
      ]),
    })),
    ends: { ...NOBODY, booked: 120, not_enough_seats: 860, turned_away: 20 },
    waits: Array.from({ length: 1_000 }, (_, place) => ({
      place,
      joined_at_s: 6,
      waited_s: place < 50 ? place / 10 : 9,
      end: place < 50 ? 'served' : 'not_enough_seats',
    })),
    samples: Array.from({ length: SECONDS * 2 }, (_, index) => ({
      at_s: index / 2,
      resident_mib: 200 + index,
      cores_busy: 1.2,
      heap_mib: 80 + index,
      loop_delay_ms: 3,
      gc_pause_ms: index % 5,
      steps_per_commit: 12,
    })),
    cpu_s: { client: 8, service: 14 },
    verdicts: [{ promise: 'no seat twice', looked_at: '300 seats', faults: [] }],
    ...changed,
  };
}

/** A run in which nothing happened at all, and of whose server nothing is known. */
export function emptyRun(): RunRecord {
  return madeUpRun({
    users: 0,
    intervals: [],
    phases: [],
    latencies: [],
    ends: NOBODY,
    waits: [],
    samples: [],
    cpu_s: {},
    verdicts: [],
  });
}

/** A run without any refusal or queue, at a server that tells nothing of itself. */
export function calmRun(): RunRecord {
  const { intervals, samples, phases } = madeUpRun();
  return madeUpRun({
    contestant: 'PostgreSQL, conditional UPDATE',
    intervals: intervals.map((each) => ({
      ...each,
      refused: 0,
      refused_p99_ms: null,
      waiting: 0,
      connections: 0,
    })),
    phases: phases.map((each) => ({ ...each, refused: percentiles(0, 0), refused_per_second: 0 })),
    waits: [],
    samples: samples.map((each) => ({
      ...each,
      heap_mib: null,
      loop_delay_ms: null,
      gc_pause_ms: null,
      steps_per_commit: null,
    })),
  });
}

function interval(at_s: number): Interval {
  const is_much = at_s >= 5 && at_s < 10;
  const booked = Math.min(SEATS, Math.round(at_s * 20));
  return {
    at_s,
    arrivals: is_much ? 300 : 100,
    due: is_much ? 300 : 100,
    accepted: is_much ? 175 : 100,
    refused: is_much ? 125 : 0,
    failed: 0,
    p50_ms: at_s === 0 ? null : 2,
    p99_ms: at_s === 0 ? null : is_much ? 20 : 8,
    refused_p99_ms: is_much ? 4 : null,
    reservations: 10,
    seats: { available: SEATS - booked, reserved: 0, booked },
    waiting: is_much ? 200 : 0,
    connections: is_much ? 210 : 10,
  };
}

function phase(
  name: string,
  lasts_s: number,
  accepted_per_second: number,
  refused_per_second: number,
  p99_ms: number,
): PhaseFigures {
  return {
    name,
    lasts_s,
    arrivals_per_second: 100,
    due_per_second: accepted_per_second + refused_per_second,
    accepted_per_second,
    refused_per_second,
    failed: 0,
    reservations_per_second: accepted_per_second / 10,
    accepted: percentiles(accepted_per_second * lasts_s, p99_ms),
    refused: percentiles(refused_per_second * lasts_s, 4),
  };
}

function percentiles(count: number, p99: number): Percentiles {
  if (count === 0) return { count, p50: 0, p90: 0, p99: 0, p999: 0, max: 0 };
  return { count, p50: p99 / 4, p90: p99 / 2, p99, p999: p99 * 2, max: p99 * 3 };
}
