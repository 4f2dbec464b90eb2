import { admitted, cancelled, ofPayment, opened, paying, reserved, showCancelled } from '../story.ts';
import type { RuleDamage } from './damage.ts';
import { BOOKED, PAYING } from './settings.ts';

/** Who may come in, and with what. */
export const ADMISSIONS_DAMAGES: readonly RuleDamage[] = [
  {
    what: 'a ticket is admitted twice',
    code: 'admitted_twice',
    event: 6,
    story: [...BOOKED, [admitted(3, 'ann', 0)], [admitted(4, 'ann', 0)]],
  },
  {
    what: 'a ticket is admitted before its booking is booked',
    code: 'admitted_not_booked',
    event: 4,
    story: [...PAYING, [admitted(2, 'ann', 0)], [ofPayment('payment_captured', 3, 'p1')]],
  },
  {
    what: 'a ticket is admitted after its booking was cancelled',
    code: 'admitted_not_booked',
    event: 6,
    story: [...BOOKED, [cancelled(3, 'ann')], [admitted(4, 'ann', 0)]],
  },
  {
    what: 'a ticket is admitted for a seat of another booking',
    code: 'admitted_other_seat',
    event: 6,
    story: [...BOOKED, [reserved(3, 'bob', 'bob', [2])], [admitted(4, 'ann', 2)]],
  },
  {
    what: 'a ticket is admitted of a booking that was never made',
    code: 'booking_unknown',
    event: 3,
    story: [[opened(), reserved(0, 'ann', 'ann', [0])], [admitted(1, 'bob', 0)]],
  },
  {
    what: 'a ticket is recorded before it was admitted',
    code: 'admitted_in_future',
    event: 5,
    story: [...BOOKED, [admitted(3, 'ann', 0, 4)]],
  },
  {
    what: 'a booking is cancelled with whose ticket somebody came in',
    code: 'cancelled_admitted',
    event: 6,
    story: [...BOOKED, [admitted(3, 'ann', 1)], [cancelled(4, 'ann')]],
  },
  {
    what: 'a ticket is admitted after the show was cancelled',
    code: 'after_cancellation',
    event: 6,
    story: [...BOOKED, [showCancelled(3)], [admitted(4, 'ann', 0)]],
    besides: ['admitted_not_booked'],
  },
  {
    what: 'somebody comes in while another pays for the seat',
    code: 'admitted_not_booked',
    event: 4,
    story: [
      [opened(), reserved(0, 'ann', 'ann', [0])],
      [paying(1, 'ann', 'p1', 1_000, 425)],
      [admitted(2, 'ann', 0)],
    ],
  },
];
