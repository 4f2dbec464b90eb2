import type { Layout } from '../../../actors/show/definition.ts';
import { ofPayment, opened, paying, reserved } from '../story.ts';

export const ALL_SEATS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

export const TWENTY_SEATS: Layout = [{ row: 'A', segments: [{ type: 0, first: 1, count: 20, gap: 0 }] }];

/** Ann has all seats from 0 s on and lets them go at 305 s. */
export const FULL = [opened(), reserved(0, 'ann', 'ann', ALL_SEATS)];

/** Ann has booked seats 0 and 1, after events 1 to 4. */
export const BOOKED = [
  [opened(), reserved(0, 'ann', 'ann', [0, 1])],
  [paying(1, 'ann', 'p1', 2_000, 425)],
  [ofPayment('payment_captured', 2, 'p1')],
];

/** Ann's payment of seats 0 and 1 is in flight, after events 1 to 3. */
export const PAYING = BOOKED.slice(0, 2);
