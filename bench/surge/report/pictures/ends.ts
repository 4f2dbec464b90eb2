import { readable } from '../../../report/numbers.ts';
import { type RunRecord, USER_ENDS } from '../../record.ts';
import { barLayers, barsHeight } from '../bars.ts';
import { END_COLOURS } from '../palette.ts';
import type { Picture } from '../picture.ts';
import { share, words } from '../words.ts';

/** How it ended for the users. */
export function ends(record: RunRecord): Picture {
  // That nobody was left without an answer has to be seen too.
  const told = USER_ENDS.filter((end) => record.ends[end] > 0 || end === 'no_answer');
  const bars = told.map((end) => ({
    label: words(end),
    length: record.ends[end],
    colour: END_COLOURS[end],
    figure: `${readable(record.ends[end])} · ${share(record.ends[end], record.users)}`,
  }));
  return {
    name: 'ends',
    title: 'How it ended for the users',
    tells: 'Each user ends with exactly one answer; “no answer” is one that no service may give.',
    legend: [],
    span: 'half',
    plot_height: barsHeight(bars.length),
    axes: 'names',
    layers: () => barLayers(bars),
  };
}
