import { type Colour, paint } from './palette.ts';
import type { Layer, X, Y } from './picture.ts';

/** The room that bars leave to the right of the longest of them, for its figure. */
const ROOM_FOR_FIGURE = 1.8;

export interface Bar {
  readonly label: string;
  readonly length: number;
  readonly colour: Colour;
  /** Its figure, written at its end. */
  readonly figure: string;
}

/** Lying bars from 0 on, each with its figure, so that they need no axis; for a picture of `barsHeight`. */
export function barLayers(bars: readonly Bar[]): Layer[] {
  const data = { values: bars.map((bar) => ({ ...bar, colour: paint(bar.colour) })) };
  const longest = Math.max(...bars.map(({ length }) => length), Number.MIN_VALUE);
  const x: X = {
    field: 'length',
    type: 'quantitative',
    scale: { domain: [0, longest * ROOM_FOR_FIGURE], nice: false },
    axis: null,
  };
  const y: Y = {
    field: 'label',
    type: 'nominal',
    sort: null,
    axis: { title: null, labelColor: paint('ink'), labelLimit: 0, grid: false },
  };
  return [
    {
      data,
      mark: { type: 'bar', height: 14, cornerRadiusEnd: 2 },
      encoding: {
        x,
        y,
        fill: { field: 'colour', type: 'nominal', scale: null, legend: null },
      },
    },
    {
      data,
      mark: { type: 'text', align: 'left', dx: 6, fontSize: 11, fill: paint('ink') },
      encoding: {
        x,
        y,
        text: { field: 'figure', type: 'nominal' },
      },
    },
  ];
}

export function barsHeight(count: number): number {
  return count * 26;
}
