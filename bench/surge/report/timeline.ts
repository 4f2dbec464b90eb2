import { INTERVAL_MS, type Interval, type RunRecord } from '../record.ts';
import { paint } from './palette.ts';
import type { Frame, Layer, X } from './picture.ts';

/** So many points are drawn over time at most; more of them are narrower than a pixel or two. */
const MOST_POINTS = { wide: 480, narrow: 160 } as const;
const LETTER_PX = 6.2;
const BAND_TITLE_Y = -6;
/** The grid is seen through it. */
const BAND_OPACITY = 0.05;

/** Some intervals as one point of a picture: what was counted in them, by the second, and the state at their end. */
export interface Moment {
  readonly at_s: number;
  readonly arrivals: number;
  readonly due: number;
  readonly accepted: number;
  readonly refused: number;
  readonly failed: number;
  /** The worst of the intervals' own: a percentile of all together is not known any more. */
  readonly p50_ms: number | null;
  readonly p99_ms: number | null;
  readonly refused_p99_ms: number | null;
  readonly client_late_ms: number | null;
  readonly seats: Interval['seats'];
  readonly waiting: number;
  readonly connections: number;
}

export function momentsOf({ intervals }: RunRecord, { narrow }: Frame): Moment[] {
  const size = Math.max(1, Math.ceil(intervals.length / MOST_POINTS[narrow ? 'narrow' : 'wide']));
  const moments: Moment[] = [];
  for (let from = 0; from < intervals.length; from += size) {
    const some = intervals.slice(from, from + size);
    const first = some[0];
    const last = some.at(-1);
    if (first === undefined || last === undefined) break;
    const lasts_s = (some.length * INTERVAL_MS) / 1_000;
    const rate = (of: (interval: Interval) => number): number =>
      some.reduce((sum, interval) => sum + of(interval), 0) / lasts_s;
    moments.push({
      at_s: first.at_s + lasts_s / 2,
      arrivals: rate((interval) => interval.arrivals),
      due: rate((interval) => interval.due),
      accepted: rate((interval) => interval.accepted),
      refused: rate((interval) => interval.refused),
      failed: rate((interval) => interval.failed),
      p50_ms: worst(some.map((interval) => interval.p50_ms)),
      p99_ms: worst(some.map((interval) => interval.p99_ms)),
      refused_p99_ms: worst(some.map((interval) => interval.refused_p99_ms)),
      client_late_ms: worst(some.map((interval) => interval.client_late_ms ?? null)),
      seats: last.seats,
      waiting: last.waiting,
      connections: last.connections,
    });
  }
  return moments;
}

/** So many of them at most, evenly. */
export function thinned<T>(points: readonly T[], most: number): T[] {
  const step = Math.max(1, points.length / most);
  return Array.from(
    { length: Math.min(points.length, most) },
    (_, index) => points[Math.floor(index * step)],
  ).filter((point) => point !== undefined);
}

function worst(values: readonly (number | null)[]): number | null {
  const told = values.filter((value) => value !== null);
  return told.length === 0 ? null : Math.max(...told);
}

/** The horizontal axis of everything over time; the same for all pictures of a run. */
export function timeAxis(record: RunRecord, { narrow }: Frame, field = 'at_s'): X {
  return {
    field,
    type: 'quantitative',
    scale: { domain: [0, endOf(record)], nice: false },
    axis: { title: null, tickCount: narrow ? 5 : 12, labelExpr: "datum.label + ' s'" },
  };
}

/** For all that is drawn over time: every other phase is shaded, and each has its name above where there is room. */
export function phaseBands(record: RunRecord, frame: Frame): Layer[] {
  const end_s = endOf(record);
  let from_s = 0;
  const phases = record.phases.map(({ name, lasts_s }, index) => {
    const band = { name, from_s, to_s: Math.min(from_s + lasts_s, end_s), shaded: index % 2 === 0 };
    from_s = band.to_s;
    return band;
  });
  const fits = ({ name, from_s: from, to_s }: (typeof phases)[number]): boolean =>
    ((to_s - from) / end_s) * frame.width >= name.length * LETTER_PX;
  return [
    {
      data: { values: phases.filter(({ shaded }) => shaded) },
      mark: { type: 'rect', fill: paint('ink'), fillOpacity: BAND_OPACITY },
      encoding: {
        x: timeAxis(record, frame, 'from_s'),
        x2: { field: 'to_s' },
        y: { value: 0 },
        y2: { value: 'height' },
      },
    },
    {
      data: { values: phases.filter(fits) },
      mark: { type: 'text', align: 'left', dx: 3, fontSize: 11, fill: paint('quiet') },
      encoding: {
        x: timeAxis(record, frame, 'from_s'),
        y: { value: BAND_TITLE_Y },
        text: { field: 'name', type: 'nominal' },
      },
    },
  ];
}

function endOf({ intervals, lasted_s }: RunRecord): number {
  const last = intervals.at(-1);
  return last === undefined ? lasted_s : last.at_s + INTERVAL_MS / 1_000;
}
