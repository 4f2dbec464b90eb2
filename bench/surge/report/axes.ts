import type { Y } from './picture.ts';

const TENFOLD_LABEL =
  "datum.value >= 1000 ? format(datum.value / 1000, '~') + ' s' : format(datum.value, '~') + ' ms'";

/** What is shorter is drawn as this long: nobody can tell such waits apart. */
const LEAST_MS = 0.1;

/** Counts from 0 on, `10k` for ten thousand. */
export function countOf(field: string, title: string): Y & { type: 'quantitative' } {
  return { field, type: 'quantitative', axis: { title, format: '~s', tickCount: 4 } };
}

/** Milliseconds, each line tenfold the one below; the values say how far. */
export function millisecondsOf(field: string, values: readonly number[]): Y {
  const from = Math.floor(Math.log10(Math.max(LEAST_MS, Math.min(1, ...values))));
  const to = Math.ceil(Math.log10(Math.max(10, ...values)));
  return {
    field,
    type: 'quantitative',
    scale: { type: 'log', domain: [10 ** from, 10 ** to], nice: false, clamp: true },
    axis: {
      title: null,
      values: Array.from({ length: to - from + 1 }, (_, step) => 10 ** (from + step)),
      labelExpr: TENFOLD_LABEL,
    },
  };
}
