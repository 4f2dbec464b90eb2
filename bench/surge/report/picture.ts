import type { TopLevelSpec } from 'vega-lite';
import type { Colour } from './palette.ts';

/** One picture, not yet drawn: it is drawn once for wide and once for narrow screens, since text must not shrink. */
export interface Picture {
  /** Part of its file's name. */
  readonly name: string;
  readonly title: string;
  /** What there is to see in it, in words: for everybody, and for who cannot see it. */
  readonly tells: string;
  readonly legend: readonly LegendEntry[];
  /** Pictures over time take the whole width of the page, so that their axes lie above one another; others half of it. */
  readonly span: 'whole' | 'half';
  /** CSS pixels, without its axes. */
  readonly plot_height: number;
  /** Which axes there has to be room for: time below; something else that is named; or names to the left and none below. */
  readonly axes: 'time' | 'named' | 'names';
  readonly layers: (frame: Frame) => Layer[];
}

export interface LegendEntry {
  readonly label: string;
  readonly colour: Colour;
  readonly mark: 'area' | 'line' | 'dashed' | 'dot';
}

/** What is drawn over one another on the same axes, in Vega-Lite's words. */
export type Layer = Extract<Extract<TopLevelSpec, { layer: unknown }>['layer'][number], { mark: unknown }>;

type Encoding = NonNullable<Layer['encoding']>;
export type X = NonNullable<Encoding['x']>;
export type Y = NonNullable<Encoding['y']>;

/** Where the picture is drawn: its plot, in CSS pixels, without its axes. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** On a phone. */
  readonly narrow: boolean;
}
