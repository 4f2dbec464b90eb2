import { cancelled, declined, expired, ofPayment, opened, paying, refundFailed, reserved } from '../story.ts';
import type { RuleDamage } from './damage.ts';
import { BOOKED, PAYING } from './settings.ts';

/** What is paid and refunded. */
export const MONEY_DAMAGES: readonly RuleDamage[] = [
  {
    what: 'a payment is of another amount',
    code: 'payment_amount',
    event: 3,
    story: [[opened(), reserved(0, 'ann', 'ann', [0, 5])], [paying(1, 'ann', 'p1', 2_000, 425)]],
  },
  {
    what: 'one pays too much and another as much too little',
    code: 'payment_amount',
    event: 4,
    story: [
      [opened(), reserved(0, 'ann', 'ann', [0, 1]), reserved(0, 'bob', 'bob', [2, 3])],
      [paying(1, 'ann', 'p1', 2_500, 425)],
      [paying(1, 'bob', 'p2', 1_500, 425)],
      [ofPayment('payment_captured', 2, 'p1')],
      [ofPayment('payment_captured', 2, 'p2')],
    ],
    besides: ['booking_unbalanced', 'booking_unbalanced'],
  },
  {
    what: 'two payments of one booking are in flight',
    code: 'payment_in_flight',
    event: 4,
    story: [...PAYING, [paying(2, 'ann', 'p2', 2_000, 425)]],
  },
  {
    what: 'a payment is captured that was never started',
    code: 'payment_unknown',
    event: 2,
    story: [[opened(), ofPayment('payment_captured', 0, 'p1')]],
  },
  {
    what: 'a payment is captured twice',
    code: 'payment_ended_twice',
    event: 5,
    story: [...BOOKED, [ofPayment('payment_captured', 3, 'p1')]],
  },
  {
    what: 'a payment is declined and captured',
    code: 'payment_ended_twice',
    event: 5,
    story: [...PAYING, [declined(2, 'p1')], [ofPayment('payment_captured', 3, 'p1')]],
  },
  {
    what: 'a payment is unknown twice',
    code: 'trouble_repeated',
    event: 5,
    story: [...PAYING, [ofPayment('payment_unknown', 2, 'p1')], [ofPayment('payment_unknown', 3, 'p1')]],
  },
  {
    what: 'a refund fails twice',
    code: 'trouble_repeated',
    event: 7,
    story: [...BOOKED, [cancelled(3, 'ann')], [refundFailed(4, 'p1')], [refundFailed(5, 'p1')]],
  },
  {
    what: 'a payment books a reservation that was let go',
    code: 'captured_let_go',
    event: 5,
    story: [...PAYING, [expired(425, 'ann')], [ofPayment('payment_captured', 426, 'p1')]],
    besides: ['booking_unbalanced', 'money_disagrees'],
  },
  {
    what: 'a payment is late while its reservation is held',
    code: 'late_while_held',
    event: 4,
    story: [...PAYING, [ofPayment('payment_captured_late', 2, 'p1')]],
  },
  {
    what: 'what is booked is refunded',
    code: 'refund_not_due',
    event: 5,
    story: [...BOOKED, [ofPayment('payment_refunded', 3, 'p1')]],
    besides: ['booking_unbalanced', 'money_disagrees'],
  },
  {
    what: 'a refund is made twice',
    code: 'refund_not_due',
    event: 7,
    story: [
      ...BOOKED,
      [cancelled(3, 'ann')],
      [ofPayment('payment_refunded', 4, 'p1')],
      [ofPayment('payment_refunded', 5, 'p1')],
    ],
    besides: ['booking_unbalanced', 'money_disagrees'],
  },
  {
    what: 'a declined payment is refunded',
    code: 'refund_not_due',
    event: 5,
    story: [...PAYING, [declined(2, 'p1')], [ofPayment('payment_refunded', 3, 'p1')]],
    besides: ['booking_unbalanced', 'money_disagrees'],
  },
];
