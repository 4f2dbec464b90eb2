import type { Random } from '../../../src/catalogue/demo/random.ts';
import type { Scenario } from '../scenario.ts';

/** What somebody is like who comes: drawn from the seed, and the same whatever the server does. */
export interface Character {
  readonly count: number;
  /** Chooses seats on the map; else any will do, best together. */
  readonly is_choosy: boolean;
  readonly fate: 'pays' | 'lets_lapse' | 'lets_go';
  /** How long they wait in a queue before they leave it, of the time that one may wait; null for as long as it takes. */
  readonly patience: number | null;
}

/** How many come together, in percent: most often two. */
const PARTIES = [24, 44, 12, 12, 3.5, 2, 0.8, 0.7, 0.5, 0.5];

/** Seats a user wants on average: 2.46. */
export const SEATS_WANTED = PARTIES.reduce((sum, percent, index) => sum + (percent * (index + 1)) / 100, 0);

const CHOOSY = 0.6;
const PAYS = 0.8;
const LETS_LAPSE = 0.15;
const IMPATIENT = 0.03;
/** Of those who are told that people wait ahead of them. */
const GIVES_UP_BEFORE_QUEUE = 0.05;

export function drawCharacter(
  random: Random,
  { nobody_pays = false }: Pick<Scenario, 'nobody_pays'>,
): Character {
  const count = drawCount(random);
  const is_choosy = random.fraction() < CHOOSY;
  const drawn_fate = drawFate(random.fraction());
  const fate = nobody_pays && drawn_fate === 'pays' ? 'lets_go' : drawn_fate;
  const is_impatient = random.fraction() < IMPATIENT;
  const patience = random.fraction();
  return { count, is_choosy, fate, patience: is_impatient ? patience : null };
}

export function givesUpBeforeQueue(random: Random): boolean {
  return random.fraction() < GIVES_UP_BEFORE_QUEUE;
}

function drawCount(random: Random): number {
  let left = random.fraction() * 100;
  const index = PARTIES.findIndex((percent) => {
    left -= percent;
    return left < 0;
  });
  return index === -1 ? 1 : index + 1;
}

function drawFate(fraction: number): Character['fate'] {
  if (fraction < PAYS) return 'pays';
  return fraction < PAYS + LETS_LAPSE ? 'lets_lapse' : 'lets_go';
}
