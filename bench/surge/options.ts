import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { wholeNumber } from '../command-line.ts';
import { PEERS, peersNamed } from './contestants.ts';
import type { Contestant } from './run.ts';
import { RAMP, SCENARIOS } from './scenarios.ts';

const OVERLOAD = 'overload';
/** All three of them. */
const EMF = 'emf';

/** No scenario: what the queue itself costs at growing lengths. */
export const QUEUE = 'queue';

const NAMES = [...SCENARIOS.map(({ name }) => name), OVERLOAD, QUEUE];

export const USAGE = `What a release day does to it: users who arrive whatever the server does, and behave like people.

  npm run bench:surge -- [scenario ...]

Scenarios: ${NAMES.join(', ')}; emf for all three of it, ${RAMP.name} to find the
capacity only (default: all but ${RAMP.name}); ${QUEUE} is what the queue itself costs from 100 to 100,000 waiting users

  --against NAMES   all, none, or some of ${PEERS.map(({ key }) => key).join(',')}: who runs the scenarios
                    beside boxoffice (default: all in rotation, none in the others)
  --scale F         fewer users, shows and less time, e.g. 0.01 for a quick look (default 1)
  --capacity N      users a second that can be carried, for overload (default: found by a ramp before it)
  --seed N          draws the same users again (default: drawn, and printed)
  --out DIR         where the report goes (default: surge-report)
  --folder DIR      where servers write, on the disk to be measured (default: the system's for temporary files)
`;

const LARGEST_SEED = 2 ** 31;

export interface Options {
  /** In the order in which they are run. */
  readonly scenarios: readonly string[];
  /** Who runs a scenario beside ours. */
  rivals(scenario: string): readonly Contestant[];
  readonly scale: number;
  readonly capacity: number | null;
  readonly seed: number;
  readonly out: string;
  readonly folder: string;
}

/** Reads the command line; null where help is asked for. Throws a RangeError where it says what cannot be done. */
export function readOptions(): Options | null {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      against: { type: 'string' },
      scale: { type: 'string', default: '1' },
      capacity: { type: 'string' },
      seed: { type: 'string' },
      out: { type: 'string', default: 'surge-report' },
      folder: { type: 'string', default: tmpdir() },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const { against } = values;
  const beside = against === undefined ? null : peersNamed(against);
  return {
    scenarios: positionals.length === 0 ? NAMES : positionals.flatMap(scenariosNamed),
    rivals: (scenario) => beside ?? (scenario === 'rotation' ? PEERS : []),
    scale: scaleOf(values.scale),
    capacity: values.capacity === undefined ? null : wholeNumber('capacity', values.capacity),
    seed:
      values.seed === undefined
        ? 1 + Math.floor(Math.random() * LARGEST_SEED)
        : wholeNumber('seed', values.seed),
    out: values.out,
    folder: values.folder,
  };
}

function scenariosNamed(name: string): string[] {
  if (name === EMF) return NAMES.filter((known) => known.startsWith(EMF));
  if (NAMES.includes(name) || name === RAMP.name) return [name];
  throw new RangeError(`There is no scenario '${name}'; there are ${NAMES.join(', ')}`);
}

function scaleOf(text: string): number {
  const scale = Number(text);
  if (!(scale > 0 && scale <= 1)) throw new RangeError(`--scale must be from 0 to 1; it is '${text}'`);
  return scale;
}
