import { readable } from '../report/numbers.ts';
import { table } from '../report/table.ts';
import type { QueueCost } from '../surge/report/queue-point.ts';
import type { QueueFigures } from './measure.ts';

/** What is expected of the figures. */
const BYTES_AT_MOST = 1_000;
const GROWTH_AT_MOST = 2;
const TURN_AT_MOST_MS = 10;
const ENDING_TURN_AT_MOST_MS = 50;
const WAKING_AT_MOST_MS = 2_000;

export function costTable(figures: readonly QueueFigures[]): string {
  const both = ({ p50, p99 }: QueueCost): string => `${readable(p50)} · ${readable(p99)}`;
  return table(
    ['waiting', 'join µs, p50 · p99', 'leave', 'serve', 'look', 'bytes a user', 'resident'],
    figures.map((each) => [
      readable(each.waiting),
      both(each.join_us),
      both(each.leave_us),
      both(each.serve_us),
      both(each.look_us),
      readable(each.bytes_a_waiting_user),
      readable(each.resident_bytes_a_waiting_user),
    ]),
  );
}

export function turnTable(figures: readonly QueueFigures[]): string {
  return table(
    [
      'waiting',
      'longest turn ms',
      'with snapshot',
      'collection',
      'wakes in ms',
      'turn',
      'all end: turn',
      'told in',
      'other show',
    ],
    figures.map(({ waiting, turns, woken }) =>
      [
        waiting,
        turns.longest,
        turns.longest_with_snapshot,
        turns.longest_collection,
        woken.asked_ms,
        woken.turns.longest,
        woken.ended.turns.longest,
        woken.ended.told_ms,
        woken.ended.other_show_ms,
      ].map(readable),
    ),
  );
}

export function expectationTable(figures: readonly QueueFigures[]): string {
  const shortest = figures[0];
  const longest = figures.at(-1);
  if (shortest === undefined || longest === undefined) throw new RangeError('nothing was measured');
  const most = (of: (each: QueueFigures) => number): number => Math.max(...figures.map(of));
  const growth = (of: (each: QueueFigures) => QueueCost): number => of(longest).p50 / of(shortest).p50;
  const from_to = `${readable(longest.waiting)} : ${readable(shortest.waiting)} waiting, p50`;
  return table(
    ['', 'measured', 'expected', ''],
    [
      atMost(
        'bytes a waiting user',
        most((each) => each.bytes_a_waiting_user),
        BYTES_AT_MOST,
      ),
      atMost(
        `join, ${from_to}`,
        growth(({ join_us }) => join_us),
        GROWTH_AT_MOST,
      ),
      atMost(
        `leave, ${from_to}`,
        growth(({ leave_us }) => leave_us),
        GROWTH_AT_MOST,
      ),
      atMost(
        `serve, ${from_to}`,
        growth(({ serve_us }) => serve_us),
        GROWTH_AT_MOST,
      ),
      atMost(
        `look, ${from_to}`,
        growth(({ look_us }) => look_us),
        GROWTH_AT_MOST,
      ),
      atMost(
        'longest turn with a snapshot, ms',
        most(({ turns }) => turns.longest_with_snapshot),
        TURN_AT_MOST_MS,
      ),
      atMost(
        'waking until the first answer, ms',
        most(({ woken }) => woken.asked_ms),
        WAKING_AT_MOST_MS,
      ),
      atMost(
        'longest turn when all waits end, ms',
        most(({ woken }) => woken.ended.turns.longest),
        ENDING_TURN_AT_MOST_MS,
      ),
    ],
  );
}

function atMost(what: string, measured: number, most: number): string[] {
  return [what, readable(measured), `≤ ${readable(most)}`, measured <= most ? 'met' : 'NOT MET'];
}
