import { readable } from '../../report/numbers.ts';

/** An expectation, and what was measured. */
export interface Judgement {
  readonly what: string;
  readonly is: string;
  readonly expected: string;
  readonly met: boolean;
  /** e.g. `over by 12 %`; empty where it was met. */
  readonly by: string;
}

type Format = (value: number) => string;

export function atMost(what: string, is: number, limit: number, format: Format): Judgement {
  const met = is <= limit;
  return {
    what,
    is: format(is),
    expected: `≤ ${format(limit)}`,
    met,
    by: met ? '' : excess(is, limit, format),
  };
}

export function atLeast(what: string, is: number, limit: number, format: Format): Judgement {
  const met = is >= limit;
  return {
    what,
    is: format(is),
    expected: `≥ ${format(limit)}`,
    met,
    by: met ? '' : `short by ${percent(1 - is / limit)}`,
  };
}

/** `2.4 ×`. */
export function times(value: number): string {
  return `${value.toPrecision(2)} ×`;
}

function excess(is: number, limit: number, format: Format): string {
  if (limit === 0) return `over by ${format(is)}`;
  return is >= 2 * limit
    ? `${readable(Number((is / limit).toPrecision(2)))} times as much`
    : `over by ${percent(is / limit - 1)}`;
}

function percent(part: number): string {
  return `${Math.max(1, Math.round(part * 100))} %`;
}
