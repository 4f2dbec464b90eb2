import { readable } from '../../report/numbers.ts';

/** `seat_map` as people write it. */
export function words(name: string): string {
  return name.replaceAll('_', ' ');
}

/** `0.83 ms`, `18 ms`, `1.2 s`. */
export function milliseconds(ms: number): string {
  if (ms >= 1_000) return `${(ms / 1_000).toPrecision(2)} s`;
  return `${ms >= 10 ? Math.round(ms) : Number(ms.toPrecision(2))} ms`;
}

/** `12 %`, `0.3 %`; never 0 % of what there is, nor 100 % where something is missing. */
export function share(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0 %';
  const percent = (part / whole) * 100;
  if (percent < 0.1) return '< 0.1 %';
  if (part < whole && percent > 99.9) return '> 99.9 %';
  return `${percent < 10 ? percent.toFixed(1) : percent.toFixed(0)} %`;
}

/** `6.7`, `1,235`. */
export function rate(a_second: number): string {
  return readable(a_second < 100 ? Number(a_second.toPrecision(2)) : Math.round(a_second));
}
