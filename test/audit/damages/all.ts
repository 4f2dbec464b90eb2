import { ADMISSIONS_DAMAGES } from './admissions.ts';
import { ANSWERS_DAMAGES } from './answers.ts';
import { BOOKINGS_DAMAGES } from './bookings.ts';
import type { RuleDamage } from './damage.ts';
import { DEADLINES_DAMAGES } from './deadlines.ts';
import { MONEY_DAMAGES } from './money.ts';
import { OPENING_DAMAGES } from './opening.ts';
import { QUEUE_DAMAGES } from './queue.ts';
import { SEATS_DAMAGES } from './seats.ts';

export const RULE_DAMAGES: readonly RuleDamage[] = [
  ...OPENING_DAMAGES,
  ...SEATS_DAMAGES,
  ...BOOKINGS_DAMAGES,
  ...DEADLINES_DAMAGES,
  ...ADMISSIONS_DAMAGES,
  ...QUEUE_DAMAGES,
  ...MONEY_DAMAGES,
  ...ANSWERS_DAMAGES,
];
