import {
  INTERVAL_MS,
  type Interval,
  type KindLatency,
  type PhaseFigures,
  REQUEST_KINDS,
  type RequestKind,
} from '../record.ts';
import { quietUsersOf, type Scenario } from '../scenario.ts';
import { createDistribution, type Distribution } from './distribution.ts';

export type Outcome = 'accepted' | 'refused' | 'failed';

/** How things stand at the end of an interval. */
type Standing = Pick<Interval, 'seats' | 'waiting' | 'connections'>;

/** Counts what happens as it happens. Times are milliseconds after the begin, and never go back but for `due_ms`. */
export interface Tally {
  arrived(at_ms: number): void;
  due(due_ms: number): void;
  answered(kind: RequestKind, is_quiet: boolean, due_ms: number, at_ms: number, outcome: Outcome): void;
  reserved(at_ms: number): void;
  /** The client did something so much later than it was to be done. */
  late(at_ms: number, by_ms: number): void;
  /** Ends the intervals that are over by then. */
  pass(now_ms: number): void;
  /** Of the phase that lies there in the scenario. */
  phase(index: number): PhaseFigures;
  intervals(): Interval[];
  latencies(): KindLatency[];
}

type Counted<Of> = { -readonly [Field in keyof Of]: Of[Field] };

export function createTally(scenario: Scenario, standing: () => Standing): Tally {
  const intervals: Counted<Interval>[] = [];
  const phases = phaseCounters(scenario);
  const kinds = new Map(
    [...REQUEST_KINDS, 'quiet_show' as const].map((kind) => [kind, createDistribution()]),
  );
  const accepted = createDistribution();
  const refused = createDistribution();
  let ended = 0;

  function intervalAt(at_ms: number): Counted<Interval> {
    const index = Math.max(0, Math.floor(at_ms / INTERVAL_MS));
    while (intervals.length <= index) intervals.push(emptyInterval(intervals.length));
    return intervals[index] ?? emptyInterval(index);
  }

  const phaseAt = (at_ms: number) => phases.find(({ until_ms }) => at_ms < until_ms) ?? null;

  function pass(now_ms: number): void {
    while (now_ms >= (ended + 1) * INTERVAL_MS) {
      const interval = intervalAt(ended * INTERVAL_MS);
      Object.assign(interval, standing());
      interval.p50_ms = accepted.at(50);
      interval.p99_ms = accepted.at(99);
      interval.refused_p99_ms = refused.at(99);
      accepted.reset();
      refused.reset();
      ended += 1;
    }
  }

  return {
    arrived(at_ms) {
      intervalAt(at_ms).arrivals += 1;
    },
    due(due_ms) {
      intervalAt(due_ms).due += 1;
      const phase = phaseAt(due_ms);
      if (phase !== null) phase.due += 1;
    },
    answered(kind, is_quiet, due_ms, at_ms, outcome) {
      pass(at_ms);
      intervalAt(at_ms)[outcome] += 1;
      const now_phase = phaseAt(at_ms);
      if (now_phase !== null) now_phase[outcome] += 1;
      if (outcome === 'failed') return;
      const latency_ms = at_ms - due_ms;
      const due_phase = phaseAt(due_ms);
      if (outcome === 'refused') {
        refused.record(latency_ms);
        due_phase?.refused_latency.record(latency_ms);
        return;
      }
      accepted.record(latency_ms);
      due_phase?.accepted_latency.record(latency_ms);
      if (is_quiet) due_phase?.quiet_latency?.record(latency_ms);
      kinds.get(is_quiet ? 'quiet_show' : kind)?.record(latency_ms);
    },
    reserved(at_ms) {
      intervalAt(at_ms).reservations += 1;
      const phase = phaseAt(at_ms);
      if (phase !== null) phase.reservations += 1;
    },
    late(at_ms, by_ms) {
      const interval = intervalAt(at_ms);
      interval.client_late_ms = Math.max(interval.client_late_ms ?? 0, by_ms);
    },
    pass,
    phase(index) {
      const counter = phases[index];
      if (counter === undefined) throw new RangeError(`The scenario has no phase ${index}`);
      return figuresOf(counter, intervals);
    },
    intervals: () => intervals.slice(0, ended),
    latencies: () =>
      [...kinds].map(([kind, distribution]) => ({
        kind,
        latency: distribution.percentiles(),
        distribution: distribution.points(),
      })),
  };
}

function emptyInterval(index: number): Interval {
  return {
    at_s: (index * INTERVAL_MS) / 1_000,
    arrivals: 0,
    due: 0,
    accepted: 0,
    refused: 0,
    failed: 0,
    p50_ms: null,
    p99_ms: null,
    refused_p99_ms: null,
    reservations: 0,
    seats: { available: 0, reserved: 0, booked: 0 },
    waiting: 0,
    connections: 0,
    client_late_ms: 0,
  };
}

interface PhaseCounter {
  readonly name: string;
  readonly from_ms: number;
  readonly until_ms: number;
  due: number;
  accepted: number;
  refused: number;
  failed: number;
  reservations: number;
  readonly accepted_latency: Distribution;
  readonly refused_latency: Distribution;
  /** Null where nobody is quiet. */
  readonly quiet_latency: Distribution | null;
}

function phaseCounters(scenario: Scenario): PhaseCounter[] {
  let from_ms = 0;
  return scenario.phases.map(({ name, lasts_s }) => {
    const until_ms = from_ms + lasts_s * 1_000;
    const counter = {
      name,
      from_ms,
      until_ms,
      due: 0,
      accepted: 0,
      refused: 0,
      failed: 0,
      reservations: 0,
      accepted_latency: createDistribution(),
      refused_latency: createDistribution(),
      quiet_latency: quietUsersOf(scenario) === 0 ? null : createDistribution(),
    };
    from_ms = until_ms;
    return counter;
  });
}

function figuresOf(counter: PhaseCounter, intervals: readonly Interval[]): PhaseFigures {
  const lasts_s = (counter.until_ms - counter.from_ms) / 1_000;
  const arrivals = intervals
    .filter(({ at_s }) => at_s * 1_000 >= counter.from_ms && at_s * 1_000 < counter.until_ms)
    .reduce((sum, interval) => sum + interval.arrivals, 0);
  return {
    name: counter.name,
    lasts_s,
    arrivals_per_second: arrivals / lasts_s,
    due_per_second: counter.due / lasts_s,
    accepted_per_second: counter.accepted / lasts_s,
    refused_per_second: counter.refused / lasts_s,
    failed: counter.failed,
    reservations_per_second: counter.reservations / lasts_s,
    accepted: counter.accepted_latency.percentiles(),
    refused: counter.refused_latency.percentiles(),
    ...(counter.quiet_latency === null ? {} : { quiet: counter.quiet_latency.percentiles() }),
  };
}
