import type { X, Y } from './picture.ts';

/** Each for itself: by default all ticks share one prefix, and 800 becomes 0.8k. */
const COUNT_LABEL = "format(datum.value, '~s')";

const MILLISECONDS_LABEL =
  "datum.value >= 1000 ? format(datum.value / 1000, '~') + ' s' : format(datum.value, '~') + ' ms'";

/** What is shorter is drawn as this long: nobody can tell such waits apart. */
const LEAST_MS = 0.1;

/** Counts from 0 on, `10k` for ten thousand. */
export function countOf(field: string, title: string): Y & X & { type: 'quantitative' } {
  return { field, type: 'quantitative', axis: { title, labelExpr: COUNT_LABEL, tickCount: 4 } };
}

/** Milliseconds, each tick tenfold the one before; the values say how far. */
export function millisecondsOf(field: string, values: readonly number[]): Y {
  const domain = tenfoldDomain(Math.max(LEAST_MS, Math.min(1, ...values)), Math.max(10, ...values));
  return {
    field,
    type: 'quantitative',
    scale: { type: 'log', domain, nice: false, clamp: true },
    axis: { title: 'time to answer', values: tenfolds(domain), labelExpr: MILLISECONDS_LABEL },
  };
}

/** How many people, or the how manieth: each tick tenfold the one before. */
export function peopleOf(field: string, title: string, values: readonly number[]): X {
  const domain = tenfoldDomain(Math.max(1, Math.min(...values)), Math.max(10, ...values));
  return {
    field,
    type: 'quantitative',
    scale: { type: 'log', domain, nice: false, clamp: true },
    axis: { title, values: tenfolds(domain), format: '~s' },
  };
}

function tenfoldDomain(least: number, most: number): [from: number, to: number] {
  const from = Math.floor(Math.log10(least));
  return [10 ** from, 10 ** Math.max(from + 1, Math.ceil(Math.log10(most)))];
}

function tenfolds([from, to]: readonly [from: number, to: number]): number[] {
  return Array.from({ length: Math.round(Math.log10(to / from)) + 1 }, (_, step) => from * 10 ** step);
}
