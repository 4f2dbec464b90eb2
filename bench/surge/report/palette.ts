import type { RequestKind, UserEnd } from '../record.ts';

/**
 * The colours of all pictures, as CSS variables, so that one picture does for light and dark. The same thing has the
 * same colour everywhere. They are told apart by lightness too, for those who do not see all colours and for print
 * without any.
 */
const COLOURS = {
  ground: ['#ffffff', '#16181c'],
  ink: ['#1c2024', '#eceef0'],
  quiet: ['#5d666f', '#a3abb3'],
  line: ['#dfe3e6', '#343a41'],
  good: ['#17694b', '#6fd3a6'],
  bad: ['#a3123a', '#ff8fa3'],

  accepted: ['#2f6fb3', '#6aa9ea'],
  'accepted-faint': ['#9dc0e4', '#4a7cb3'],
  refused: ['#e0a02a', '#e3b04b'],
  failed: ['#a3123a', '#ff6b86'],
  asked: ['#1c2024', '#eceef0'],

  available: ['#dde3e3', '#2d3537'],
  reserved: ['#74bdb1', '#37857b'],
  booked: ['#116a60', '#8fe3d5'],

  waiting: ['#7a5195', '#bd93d8'],
  connections: ['#8b949c', '#79828b'],
  client: ['#b9bfc5', '#5a626a'],

  indigo: ['#332288', '#9d8df0'],
  cyan: ['#5fb3de', '#88ccee'],
  teal: ['#2f9a88', '#44aa99'],
  green: ['#117733', '#5cb874'],
  olive: ['#8a8a28', '#b5b54e'],
  sand: ['#cdb54c', '#ddcc77'],
  rose: ['#cc6677', '#dd8392'],
  wine: ['#882255', '#d06a9f'],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

export type Colour = keyof typeof COLOURS;

/** As it is written in a picture or a style. */
export function paint(colour: Colour): string {
  return `var(--${colour})`;
}

/** The declarations of all colours, for a rule of a style sheet. */
export function colourDeclarations(scheme: 'light' | 'dark'): string {
  return Object.entries(COLOURS)
    .map(([name, [light, dark]]) => `--${name}:${scheme === 'light' ? light : dark};`)
    .join('');
}

/** Those that may be shed under too much load are drawn whole, those that never are, broken. */
export const KIND_STYLES: Readonly<Record<RequestKind | 'quiet_show', { colour: Colour; dash: number[] }>> = {
  listing: { colour: 'sand', dash: [] },
  seat_map: { colour: 'cyan', dash: [] },
  reserve: { colour: 'indigo', dash: [] },
  join: { colour: 'wine', dash: [] },
  look: { colour: 'olive', dash: [] },
  pay: { colour: 'green', dash: [6, 3] },
  release: { colour: 'rose', dash: [6, 3] },
  leave: { colour: 'teal', dash: [6, 3] },
  quiet_show: { colour: 'ink', dash: [2, 3] },
};

export const END_COLOURS: Readonly<Record<UserEnd, Colour>> = {
  booked: 'booked',
  lapsed: 'reserved',
  released: 'reserved',
  show_full: 'connections',
  not_enough_seats: 'connections',
  gave_up: 'connections',
  left_queue: 'connections',
  timed_out: 'connections',
  sales_closed: 'connections',
  turned_away: 'refused',
  no_answer: 'failed',
};
