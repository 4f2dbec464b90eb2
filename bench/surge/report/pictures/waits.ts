import type { RunRecord, Wait } from '../../record.ts';
import { peopleOf } from '../axes.ts';
import { type Colour, paint } from '../palette.ts';
import type { Frame, Picture } from '../picture.ts';
import { words } from '../words.ts';

/** What lies closer together than this is one dot. CSS pixels. */
const DOT_PX = 3;

/** The most frequent ends first; who was served has the colour of the seats that they got. */
const COLOURS: readonly Colour[] = ['sand', 'rose', 'indigo', 'cyan', 'olive', 'wine'];
const SERVED = 'served';

/** Who waited for how long; who was served at once had no place. */
export function waits(record: RunRecord): Picture | null {
  const all = record.waits.filter(({ place }) => place > 0);
  if (all.length === 0) return null;
  const ends = endsOf(all);
  const colours = ends.map((end) => colourOf(end, ends));
  return {
    name: 'waits',
    title: 'How long each place in the queue waited',
    tells: 'A dot is a user, at the place that they were told when they joined, in the time of the run.',
    legend: ends.map((end) => ({ label: words(end), colour: colourOf(end, ends), mark: 'dot' })),
    span: 'half',
    plot_height: 260,
    axes: 'named',
    layers: (frame) => [
      {
        data: { values: dotsOf(all, frame) },
        mark: { type: 'circle', size: 14, opacity: 0.85, clip: true },
        encoding: {
          x: peopleOf(
            'place',
            'place in the queue',
            all.map(({ place }) => place),
          ),
          y: {
            field: 'waited_s',
            type: 'quantitative',
            axis: { title: 'waited', tickCount: 5, labelExpr: "datum.label + ' s'" },
          },
          color: {
            field: 'end',
            type: 'nominal',
            scale: { domain: ends, range: colours.map(paint) },
            legend: null,
          },
        },
      },
    ],
  };
}

/** One of all those that would cover one another. */
function dotsOf(all: readonly Wait[], { width, height }: Frame): Wait[] {
  const last_place = Math.max(2, ...all.map(({ place }) => place));
  const longest_s = Math.max(...all.map(({ waited_s }) => waited_s), Number.MIN_VALUE);
  const dots = new Map<string, Wait>();
  for (const wait of all) {
    const column = Math.round(((Math.log(wait.place) / Math.log(last_place)) * width) / DOT_PX);
    const row = Math.round(((wait.waited_s / longest_s) * height) / DOT_PX);
    dots.set(`${column} ${row} ${wait.end}`, wait);
  }
  return [...dots.values()];
}

function endsOf(all: readonly Wait[]): string[] {
  const counts = new Map<string, number>();
  for (const { end } of all) counts.set(end, (counts.get(end) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([end]) => end);
}

function colourOf(end: string, ends: readonly string[]): Colour {
  if (end === SERVED) return 'booked';
  const others = ends.filter((each) => each !== SERVED);
  return COLOURS[others.indexOf(end) % COLOURS.length] ?? 'quiet';
}
