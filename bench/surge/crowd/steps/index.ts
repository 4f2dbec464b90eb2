import type { Step } from '../person.ts';
import type { StepDefinition } from '../world.ts';
import { await_payment, look_after, pay, release } from './holding.ts';
import { listing, seat_map } from './looking.ts';
import { join, reserve } from './reserving.ts';
import { ask_place, leave, wait } from './waiting.ts';

/** Everything that people do. */
export const STEPS: Readonly<Record<Step, StepDefinition>> = {
  listing,
  seat_map,
  reserve,
  join,
  wait,
  ask_place,
  leave,
  pay,
  await_payment,
  look_after,
  release,
};
