import { readable } from '../../report/numbers.ts';
import type { PhaseFigures, RunRecord } from '../record.ts';
import type { Judgement } from './judgement.ts';
import { milliseconds, share } from './words.ts';

/** A figure that is worth to be read from afar, and what it is of. */
export interface KeyFigure {
  readonly figure: string;
  readonly of: string;
  /** Null where it is neither good nor bad. */
  readonly good: boolean | null;
}

/** What came of it, in sentences for everybody. */
export function headline({ verdicts }: RunRecord, judgements: readonly Judgement[]): string {
  const broken = verdicts.filter(({ faults }) => faults.length > 0).map(({ promise }) => promise);
  const missed = judgements.filter(({ met }) => !met).map(({ what, by }) => `${what} (${by})`);
  const sentences = [
    broken.length === 0 ? 'Every promise was kept' : `BROKEN: ${broken.join(', ')}`,
    missed.length === 0 ? 'Every expectation was met' : `NOT MET: ${missed.join('; ')}`,
  ];
  return `${sentences.filter((_, index) => [verdicts, judgements][index]?.length !== 0).join('. ')}.`;
}

export function keyFigures(record: RunRecord): KeyFigure[] {
  const { users, phases, verdicts } = record;
  const kept = verdicts.filter(({ faults }) => faults.length === 0).length;
  const figures: KeyFigure[] = [
    { figure: readable(users), of: 'people came', good: null },
    ...bookedFigure(record),
    {
      figure: `${kept} of ${verdicts.length}`,
      of: 'promises kept, seen from outside',
      good: kept === verdicts.length,
    },
  ];
  const busiest = busiestOf(phases);
  if (busiest === undefined) return figures;
  const { accepted, due_per_second } = busiest;
  const rate = readable(Math.round(due_per_second));
  const requests = phases.reduce((sum, phase) => sum + phase.accepted.count + phase.refused.count, 0);
  const refused = phases.reduce((sum, phase) => sum + phase.refused.count, 0);
  return [
    ...figures,
    {
      figure: milliseconds(accepted.p99),
      of: `within which 99 of 100 were answered, at ${rate} requests a second`,
      good: null,
    },
    { figure: share(refused, requests), of: 'of all requests refused for too much load', good: null },
  ];
}

function bookedFigure({ intervals }: RunRecord): KeyFigure[] {
  const seats = intervals.at(-1)?.seats;
  if (seats === undefined) return [];
  const all = seats.available + seats.reserved + seats.booked;
  return [{ figure: readable(seats.booked), of: `of ${readable(all)} seats booked`, good: null }];
}

function busiestOf(phases: readonly PhaseFigures[]): PhaseFigures | undefined {
  return phases
    .filter(({ accepted }) => accepted.count > 0)
    .toSorted((one, other) => other.due_per_second - one.due_per_second)[0];
}
