import { readable } from '../../report/numbers.ts';
import type { RunRecord } from '../record.ts';
import type { Judgement } from './judgement.ts';
import { counted, milliseconds, words } from './words.ts';

/** What happened, in sentences for everybody. */
export function headline(record: RunRecord, judgements: readonly Judgement[]): string[] {
  return [came(record), promises(record), speed(record), expectations(judgements)].filter(
    (sentence) => sentence !== '',
  );
}

function came({ users, scenario, intervals, ends }: RunRecord): string {
  const last = intervals.at(-1)?.seats;
  const people = `${readable(users)} people came for ${counted(scenario.shows, 'show')}`;
  if (last === undefined) return `${people}.`;
  const all = last.available + last.reserved + last.booked;
  const seats =
    all > 0 && last.booked === all
      ? `all ${readable(all)} seats were booked`
      : `${readable(last.booked)} of ${readable(all)} seats were booked`;
  return `${people}: ${seats}, by ${readable(ends.booked)} of them.`;
}

function promises({ verdicts }: RunRecord): string {
  if (verdicts.length === 0) return '';
  const broken = verdicts.filter(({ faults }) => faults.length > 0);
  return broken.length === 0
    ? `Every promise was kept: ${verdicts.map(({ promise }) => promise).join(', ')}.`
    : `BROKEN: ${broken.map(({ promise }) => promise).join(', ')}.`;
}

function speed({ phases, latencies }: RunRecord): string {
  const busiest = phases
    .filter(({ accepted }) => accepted.count > 0)
    .toSorted((one, other) => other.due_per_second - one.due_per_second)[0];
  if (busiest === undefined || latencies.length === 0) return '';
  const { name, accepted, refused, due_per_second } = busiest;
  const answers = `In its busiest phase (${words(name)}, ${readable(Math.round(due_per_second))} requests a second) half of the accepted ones took less than ${milliseconds(accepted.p50)}, 99 of 100 less than ${milliseconds(accepted.p99)}`;
  return refused.count === 0
    ? `${answers}; none was refused.`
    : `${answers}; ${readable(refused.count)} were refused, 99 of 100 within ${milliseconds(refused.p99)}.`;
}

function expectations(judgements: readonly Judgement[]): string {
  const missed = judgements.filter(({ met }) => !met);
  if (judgements.length === 0) return '';
  if (missed.length === 0) return `All ${readable(judgements.length)} expectations were met.`;
  return `NOT MET: ${missed.map(({ what, by }) => `${what} (${by})`).join('; ')}.`;
}
