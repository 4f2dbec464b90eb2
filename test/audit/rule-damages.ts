import type { Layout } from '../../actors/show/definition.ts';
import type { FindingCode } from '../../src/audit/index.ts';
import { ALL_SEATS } from './stories.ts';
import {
  at,
  blocked,
  cancelled,
  declined,
  exchanged,
  expired,
  id,
  joined,
  left,
  ofPayment,
  opened,
  paying,
  refundFailed,
  released,
  remembered,
  reserved,
  reservedAnswer,
  START,
  type Story,
  salesClosed,
  served,
  showCancelled,
  timedOut,
  unservable,
  waitingAnswer,
} from './story.ts';

/** A history that breaks one rule: what has to be found, and at which event. Whatever is found besides has to be named. */
export interface RuleDamage {
  readonly what: string;
  readonly code: FindingCode;
  readonly event: number;
  readonly story: Story;
  readonly besides?: readonly FindingCode[];
}

const TWENTY_SEATS: Layout = [{ row: 'A', segments: [{ type: 0, first: 1, count: 20, gap: 0 }] }];

/** Ann has all seats from 0 s on and lets them go at 305 s. */
const FULL = [opened(), reserved(0, 'ann', 'ann', ALL_SEATS)];

/** Ann has booked seats 0 and 1, after events 1 to 4. */
const BOOKED = [
  [opened(), reserved(0, 'ann', 'ann', [0, 1])],
  [paying(1, 'ann', 'p1', 2_000, 425)],
  [ofPayment('payment_captured', 2, 'p1')],
];

/** Ann's payment of seats 0 and 1 is in flight, after events 1 to 3. */
const PAYING = BOOKED.slice(0, 2);

export const RULE_DAMAGES: readonly RuleDamage[] = [
  {
    what: 'the show is not opened first',
    code: 'not_opened',
    event: 1,
    story: [[reserved(0, 'ann', 'ann', [0])]],
  },
  { what: 'the show is opened twice', code: 'not_opened', event: 2, story: [[opened(), opened()]] },
  {
    what: 'the show is opened as another one',
    code: 'definition_invalid',
    event: 1,
    story: [[opened({ show_id: id('other') })]],
  },
  {
    what: 'a seat type has no price',
    code: 'definition_invalid',
    event: 1,
    story: [[opened({ types: [{ name: 'regular', amount: 1_000 }] })]],
  },
  {
    what: 'two seats have the same name',
    code: 'definition_invalid',
    event: 1,
    story: [
      [
        opened({
          layout: [
            {
              row: 'A',
              segments: [
                { type: 0, first: 1, count: 5, gap: 0 },
                { type: 1, first: 5, count: 5, gap: 1 },
              ],
            },
          ],
        }),
      ],
    ],
  },
  {
    what: 'two rows have the same name',
    code: 'definition_invalid',
    event: 1,
    story: [
      [
        opened({
          layout: [
            { row: 'A', segments: [{ type: 0, first: 1, count: 5, gap: 0 }] },
            { row: 'A', segments: [{ type: 1, first: 6, count: 5, gap: 0 }] },
          ],
        }),
      ],
    ],
  },
  {
    what: 'a hall has no seats',
    code: 'definition_invalid',
    event: 1,
    story: [[opened({ layout: [] })]],
  },
  {
    what: 'a seat costs less than nothing',
    code: 'definition_invalid',
    event: 1,
    story: [
      [
        opened({
          types: [
            { name: 'regular', amount: -1 },
            { name: 'premium', amount: 1_500 },
          ],
        }),
      ],
    ],
  },
  {
    what: 'a row has fewer than no seats',
    code: 'definition_invalid',
    event: 1,
    story: [[opened({ layout: [{ row: 'A', segments: [{ type: 0, first: 1, count: -5, gap: 0 }] }] })]],
  },
  {
    what: 'the currency is none',
    code: 'definition_invalid',
    event: 1,
    story: [[opened({ currency: 'dollars' })]],
  },
  {
    what: 'the clock goes back',
    code: 'time_went_back',
    event: 3,
    story: [[opened(), reserved(10, 'ann', 'ann', [0])], [reserved(9, 'bob', 'bob', [1])]],
  },

  {
    what: 'a seat that the hall does not have is reserved',
    code: 'seat_unknown',
    event: 2,
    story: [[opened(), reserved(0, 'ann', 'ann', [9, 10])]],
  },
  {
    what: 'a seat that the hall does not have is blocked',
    code: 'seat_unknown',
    event: 2,
    story: [[opened(), blocked(0, [-1])]],
  },
  {
    what: 'a seat is reserved twice in one booking',
    code: 'seat_repeated',
    event: 2,
    story: [[opened(), reserved(0, 'ann', 'ann', [3, 3])]],
  },
  {
    what: 'a booking has no seats',
    code: 'seat_count',
    event: 2,
    story: [[opened(), reserved(0, 'ann', 'ann', [])]],
  },
  {
    what: 'a reservation is exchanged for nothing',
    code: 'seat_count',
    event: 3,
    story: [[opened(), reserved(0, 'ann', 'ann', [0])], [exchanged(1, 'ann', [])]],
  },
  {
    what: 'a booking has eleven seats',
    code: 'seat_count',
    event: 2,
    story: [[opened({ layout: TWENTY_SEATS }), reserved(0, 'ann', 'ann', [...ALL_SEATS, 10])]],
    besides: ['session_over_limit'],
  },
  {
    what: 'a reserved seat is reserved by another',
    code: 'seat_taken_twice',
    event: 3,
    story: [[opened(), reserved(0, 'ann', 'ann', [0, 1])], [reserved(1, 'bob', 'bob', [1, 2])]],
  },
  {
    what: 'a booked seat is sold again',
    code: 'seat_taken_twice',
    event: 5,
    story: [...BOOKED, [reserved(3, 'bob', 'bob', [1])]],
    besides: ['money_disagrees'],
  },
  {
    what: 'a reservation is exchanged for a held seat',
    code: 'seat_taken_twice',
    event: 4,
    story: [
      [opened(), reserved(0, 'ann', 'ann', [0])],
      [reserved(1, 'bob', 'bob', [1])],
      [exchanged(2, 'bob', [0])],
    ],
  },
  {
    what: 'somebody is served with held seats',
    code: 'seat_taken_twice',
    event: 5,
    story: [
      [opened(), reserved(0, 'ann', 'ann', ALL_SEATS.slice(0, 9))],
      [reserved(1, 'bob', 'bob', [9])],
      [joined(2, 'cid', 1), served(2, 'cid', [9])],
    ],
  },
  {
    what: 'a blocked seat is reserved',
    code: 'blocked_seat_taken',
    event: 3,
    story: [[opened(), blocked(0, [4])], [reserved(1, 'ann', 'ann', [4])]],
  },
  {
    what: 'a reserved seat is blocked',
    code: 'taken_seat_blocked',
    event: 3,
    story: [[opened(), reserved(0, 'ann', 'ann', [4])], [blocked(1, [4])]],
  },
  {
    what: 'a session reserves eleven seats',
    code: 'session_over_limit',
    event: 3,
    story: [
      [opened({ layout: TWENTY_SEATS }), reserved(0, 'ann', 'ann', [0, 1, 2, 3, 4, 5])],
      [reserved(1, 'again', 'ann', [6, 7, 8, 9, 10])],
    ],
  },
  {
    what: 'a session reserves ten seats and waits for one more',
    code: 'session_over_limit',
    event: 3,
    story: [FULL, [joined(1, 'bob', 1, 'ann')]],
  },
  {
    what: 'a session exchanges for more than ten seats',
    code: 'session_over_limit',
    event: 4,
    story: [
      [opened({ layout: TWENTY_SEATS }), reserved(0, 'ann', 'ann', [0, 1, 2, 3, 4, 5])],
      [reserved(1, 'again', 'ann', [6, 7])],
      [exchanged(2, 'again', [6, 7, 8, 9, 10])],
    ],
  },

  {
    what: 'a booking has the id of another',
    code: 'id_reused',
    event: 4,
    story: [
      [opened(), reserved(0, 'ann', 'ann', [0])],
      [released(1, 'ann')],
      [reserved(2, 'ann', 'bob', [1])],
    ],
  },
  {
    what: 'a place has the id of another',
    code: 'id_reused',
    event: 5,
    story: [FULL, [joined(1, 'bob', 1)], [left(2, 'bob')], [joined(3, 'bob', 1)]],
  },
  {
    what: 'a payment has the id of another',
    code: 'id_reused',
    event: 5,
    story: [...PAYING, [declined(2, 'p1')], [paying(3, 'ann', 'p1', 2_000, 425)]],
  },
  {
    what: 'a booking expires that was never made',
    code: 'booking_unknown',
    event: 2,
    story: [[opened(), expired(305, 'ann')]],
  },
  {
    what: 'a booked booking is exchanged',
    code: 'not_reserved',
    event: 5,
    story: [...BOOKED, [exchanged(3, 'ann', [2, 3])]],
  },
  {
    what: 'a booked booking is released',
    code: 'not_reserved',
    event: 5,
    story: [...BOOKED, [released(3, 'ann')]],
  },
  {
    what: 'a booked booking expires',
    code: 'not_reserved',
    event: 5,
    story: [...BOOKED, [expired(305, 'ann')]],
  },
  {
    what: 'a booked booking is paid again',
    code: 'not_reserved',
    event: 5,
    story: [...BOOKED, [paying(3, 'ann', 'p2', 2_000, 425)]],
  },
  {
    what: 'a reservation is cancelled',
    code: 'not_booked',
    event: 3,
    story: [[opened(), reserved(0, 'ann', 'ann', [0])], [cancelled(1, 'ann')]],
  },
  {
    what: 'a booking is cancelled twice',
    code: 'not_booked',
    event: 6,
    story: [...BOOKED, [cancelled(3, 'ann')], [cancelled(4, 'ann')]],
  },
  {
    what: 'a reservation is exchanged while it is paid',
    code: 'changed_while_paying',
    event: 4,
    story: [...PAYING, [exchanged(2, 'ann', [2, 3])]],
  },
  {
    what: 'a reservation is released while it is paid',
    code: 'changed_while_paying',
    event: 4,
    story: [...PAYING, [released(2, 'ann')]],
  },
  {
    what: 'a reservation has no time',
    code: 'deadline_invalid',
    event: 2,
    story: [[opened(), { ...reserved(0, 'ann', 'ann', [0]), expires_at: at(0) }]],
  },
  {
    what: 'a reservation lapses before its user is told',
    code: 'deadline_invalid',
    event: 2,
    story: [[opened(), { ...reserved(0, 'ann', 'ann', [0]), lapses_at: at(299) }]],
  },
  {
    what: 'a wait has no time',
    code: 'deadline_invalid',
    event: 3,
    story: [FULL, [{ ...joined(1, 'bob', 1), expires_at: at(1) }]],
  },
  {
    what: 'a wait ends before that of somebody ahead',
    code: 'deadline_invalid',
    event: 4,
    story: [FULL, [joined(1, 'bob', 1)], [{ ...joined(2, 'cid', 1), expires_at: at(3_600) }]],
    besides: ['term_uneven'],
  },
  {
    what: 'a payment has to end before its reservation lapses',
    code: 'deadline_invalid',
    event: 3,
    story: [[opened(), reserved(0, 'ann', 'ann', [0])], [paying(1, 'ann', 'p1', 1_000, 304)]],
  },
  {
    what: 'somebody who waited gets less time to pay than others',
    code: 'term_uneven',
    event: 5,
    story: [
      FULL,
      [joined(1, 'bob', 1)],
      [released(2, 'ann'), { ...served(2, 'bob', [0]), expires_at: at(301), lapses_at: at(306) }],
    ],
  },
  {
    what: 'a reservation ends earlier after the end that is told than others',
    code: 'term_uneven',
    event: 3,
    story: [
      [opened(), reserved(0, 'ann', 'ann', [0])],
      [{ ...reserved(1, 'bob', 'bob', [1]), expires_at: at(302) }],
    ],
  },
  {
    what: 'somebody may wait longer than others',
    code: 'term_uneven',
    event: 4,
    story: [FULL, [joined(1, 'bob', 1)], [{ ...joined(2, 'cid', 1), expires_at: at(3_603) }]],
  },
  {
    what: 'a payment may take longer than others',
    code: 'term_uneven',
    event: 5,
    story: [...PAYING, [reserved(1, 'bob', 'bob', [2])], [paying(2, 'bob', 'p2', 1_000, 430)]],
  },
  {
    what: 'a reservation lapses before its time',
    code: 'lapsed_early',
    event: 3,
    story: [[opened(), reserved(0, 'ann', 'ann', [0])], [expired(304, 'ann')]],
  },
  {
    what: 'a reservation that is being paid lapses at the normal end',
    code: 'lapsed_early',
    event: 4,
    story: [...PAYING, [expired(305, 'ann')]],
  },
  {
    what: 'the younger of two reservations lapses first',
    code: 'lapsed_out_of_order',
    event: 4,
    story: [
      [opened(), reserved(0, 'ann', 'ann', [0])],
      [reserved(1, 'bob', 'bob', [1])],
      [expired(306, 'bob'), expired(306, 'ann')],
    ],
  },
  {
    what: 'the younger of two payments has to end first',
    code: 'lapsed_out_of_order',
    event: 6,
    story: [
      [opened(), reserved(0, 'ann', 'ann', [0])],
      [paying(1, 'ann', 'p1', 1_000, 425)],
      [reserved(2, 'bob', 'bob', [1])],
      [paying(3, 'bob', 'p2', 1_000, 427)],
      [expired(427, 'bob'), expired(427, 'ann')],
    ],
  },
  {
    what: 'the second in the queue times out before the head',
    code: 'lapsed_out_of_order',
    event: 5,
    story: [
      [opened(), reserved(0, 'ann', 'ann', ALL_SEATS, 3_995)],
      [joined(1, 'bob', 1)],
      [joined(2, 'cid', 1)],
      [timedOut(3_602, 'cid'), timedOut(3_602, 'bob')],
    ],
  },
  {
    what: 'a reservation is left that is due, when an older one has lapsed',
    code: 'overdue',
    event: 4,
    story: [
      [opened(), reserved(0, 'ann', 'ann', [0])],
      [reserved(1, 'bob', 'bob', [1])],
      [expired(306, 'ann')],
    ],
  },
  {
    what: 'a payment is left that has to have ended, when an older wait has timed out',
    code: 'overdue',
    event: 5,
    story: [
      FULL,
      [{ ...joined(1, 'bob', 1), expires_at: at(425) }],
      [paying(2, 'ann', 'p1', 12_500, 425)],
      [timedOut(425, 'bob')],
    ],
  },
  {
    what: 'a declined reservation is left that is due, when an older one has lapsed',
    code: 'overdue',
    event: 6,
    story: [
      [opened(), reserved(0, 'zed', 'zed', [9])],
      [reserved(0, 'ann', 'ann', [0])],
      [paying(1, 'ann', 'p1', 1_000, 425)],
      [expired(310, 'zed'), declined(310, 'p1')],
    ],
  },
  {
    what: 'a wait is left that is due, when an older reservation has lapsed',
    code: 'overdue',
    event: 6,
    story: [
      [opened(), reserved(0, 'zed', 'zed', [9])],
      [reserved(0, 'ann', 'ann', ALL_SEATS.slice(0, 9))],
      [paying(0, 'ann', 'p1', 11_000, 425)],
      [{ ...joined(1, 'bob', 2), expires_at: at(305) }],
      [expired(305, 'zed')],
    ],
  },
  {
    what: 'a reservation is left for longer than any outage',
    code: 'overdue',
    event: 3,
    story: [
      [opened({ starts_at: at(200_000) }), reserved(0, 'ann', 'ann', [0])],
      [reserved(90_000, 'bob', 'bob', [1])],
    ],
  },
  {
    what: 'a seat is reserved after the start',
    code: 'after_start',
    event: 2,
    story: [[opened(), reserved(START, 'ann', 'ann', [0])]],
  },
  {
    what: 'a reservation is exchanged after the start',
    code: 'after_start',
    event: 3,
    story: [[opened(), reserved(START - 1, 'ann', 'ann', [0])], [exchanged(START, 'ann', [1])]],
  },
  {
    what: 'somebody joins after the start',
    code: 'after_start',
    event: 3,
    story: [
      [opened(), reserved(START - 1, 'ann', 'ann', ALL_SEATS)],
      [joined(START, 'bob', 1), salesClosed(START)],
    ],
  },
  {
    what: 'somebody is served after the start',
    code: 'after_start',
    event: 5,
    story: [
      [opened(), reserved(START - 1, 'ann', 'ann', ALL_SEATS)],
      [joined(START - 1, 'bob', 1)],
      [released(START, 'ann'), served(START, 'bob', [0])],
    ],
  },
  {
    what: 'a booking is cancelled after the start',
    code: 'after_start',
    event: 5,
    story: [...BOOKED, [cancelled(START, 'ann')]],
  },
  {
    what: 'the show is cancelled after its start',
    code: 'after_start',
    event: 5,
    story: [...BOOKED, [showCancelled(START)]],
  },
  {
    what: 'a seat is reserved after the show was cancelled',
    code: 'after_cancellation',
    event: 3,
    story: [[opened(), showCancelled(0)], [reserved(1, 'ann', 'ann', [0])]],
  },
  {
    what: 'a show is cancelled twice',
    code: 'after_cancellation',
    event: 3,
    story: [[opened(), showCancelled(0)], [showCancelled(1)]],
  },

  {
    what: 'a newcomer is served while somebody waits',
    code: 'newcomer_served',
    event: 4,
    story: [
      [opened(), reserved(0, 'ann', 'ann', ALL_SEATS.slice(0, 9))],
      [joined(1, 'bob', 2)],
      [reserved(2, 'cid', 'cid', [9])],
    ],
  },
  {
    what: 'the second in the queue is served first',
    code: 'not_head_served',
    event: 6,
    story: [
      FULL,
      [joined(1, 'bob', 2)],
      [joined(2, 'cid', 2)],
      [released(3, 'ann'), served(3, 'cid', [0, 1]), served(3, 'bob', [2, 3])],
    ],
  },
  {
    what: 'somebody who wants little is served past a head who wants more',
    code: 'not_head_served',
    event: 7,
    story: [
      [opened(), reserved(0, 'ann', 'ann', ALL_SEATS.slice(0, 8))],
      [reserved(0, 'zed', 'zed', [8, 9])],
      [joined(1, 'bob', 3)],
      [joined(2, 'cid', 1)],
      [released(3, 'zed'), served(3, 'cid', [8])],
    ],
  },
  {
    what: 'somebody is served with one seat less',
    code: 'served_count',
    event: 5,
    story: [FULL, [joined(1, 'bob', 2)], [released(2, 'ann'), served(2, 'bob', [0])]],
  },
  {
    what: 'the head is left unserved',
    code: 'head_left_unserved',
    event: 4,
    story: [FULL, [joined(1, 'bob', 2)], [released(2, 'ann')]],
  },
  {
    what: 'somebody joins, and is not served at once',
    code: 'head_left_unserved',
    event: 2,
    story: [[opened(), joined(0, 'bob', 2)]],
  },
  {
    what: 'the next head is left unserved',
    code: 'head_left_unserved',
    event: 6,
    story: [
      FULL,
      [joined(1, 'bob', 2)],
      [joined(2, 'cid', 2)],
      [released(3, 'ann'), served(3, 'bob', [0, 1])],
    ],
  },
  {
    what: 'an exchange frees seats, and the head is left unserved',
    code: 'head_left_unserved',
    event: 4,
    story: [FULL, [joined(1, 'bob', 2)], [exchanged(2, 'ann', [0, 1])]],
  },
  {
    what: 'an exchange grows while somebody waits',
    code: 'exchange_took_more',
    event: 4,
    story: [
      [opened(), reserved(0, 'ann', 'ann', ALL_SEATS.slice(0, 8))],
      [joined(1, 'bob', 3)],
      [exchanged(2, 'ann', ALL_SEATS.slice(0, 9))],
    ],
  },
  {
    what: 'a wait ends that was never begun',
    code: 'waiting_unknown',
    event: 2,
    story: [[opened(), left(0, 'ann')]],
  },
  {
    what: 'a wait ends twice',
    code: 'wait_ended_twice',
    event: 5,
    story: [FULL, [joined(1, 'bob', 1)], [left(2, 'bob')], [left(3, 'bob')]],
  },
  {
    what: 'somebody is served twice',
    code: 'wait_ended_twice',
    event: 6,
    story: [FULL, [joined(1, 'bob', 1)], [released(2, 'ann'), served(2, 'bob', [0]), served(2, 'bob', [1])]],
  },
  {
    what: 'somebody waits for no seat',
    code: 'wait_count',
    event: 3,
    story: [FULL, [joined(1, 'bob', 0), left(1, 'bob')]],
  },
  {
    what: 'a session has two places',
    code: 'session_waits_twice',
    event: 4,
    story: [FULL, [joined(1, 'bob', 1)], [joined(2, 'cid', 1, 'bob')]],
  },
  {
    what: 'somebody joins who cannot be served any more',
    code: 'joined_unservable',
    event: 5,
    story: [...BOOKED, [joined(3, 'bob', 9), unservable(3, 9)]],
  },
  {
    what: 'somebody is left waiting who cannot be served any more',
    code: 'left_unservable',
    event: 5,
    story: [
      FULL,
      [joined(1, 'bob', 1)],
      [paying(2, 'ann', 'p1', 12_500, 430)],
      [ofPayment('payment_captured', 3, 'p1')],
    ],
  },
  {
    what: 'blocking leaves somebody waiting who cannot be served any more',
    code: 'left_unservable',
    event: 4,
    story: [
      [opened(), reserved(0, 'ann', 'ann', [0, 1, 2, 3, 4])],
      [joined(1, 'bob', 6)],
      [blocked(2, [5, 6, 7, 8, 9])],
    ],
  },
  {
    what: 'somebody is removed who could still be served',
    code: 'removed_servable',
    event: 4,
    story: [[opened(), reserved(0, 'ann', 'ann', [0, 1])], [joined(1, 'bob', 9)], [unservable(2, 9)]],
  },
  {
    what: 'a removal removes nobody',
    code: 'removed_nobody',
    event: 5,
    story: [...BOOKED, [unservable(3, 9)]],
  },
  {
    what: 'sales close, and nobody waits',
    code: 'removed_nobody',
    event: 2,
    story: [[opened(), salesClosed(START)]],
  },
  {
    what: 'a wait times out before its time',
    code: 'wait_ended_early',
    event: 4,
    story: [
      [opened(), reserved(0, 'ann', 'ann', ALL_SEATS, 3_995)],
      [joined(1, 'bob', 1)],
      [timedOut(3_600, 'bob')],
    ],
  },
  {
    what: 'sales close before the start',
    code: 'wait_ended_early',
    event: 4,
    story: [FULL, [joined(1, 'bob', 1)], [salesClosed(2)]],
  },
  {
    what: 'somebody is left waiting when the show has started',
    code: 'sales_left_open',
    event: 4,
    story: [
      [opened(), reserved(START - 1, 'ann', 'ann', ALL_SEATS)],
      [joined(START - 1, 'bob', 1)],
      [paying(START, 'ann', 'p1', 12_500, START + 500)],
    ],
  },

  {
    what: 'a payment is of another amount',
    code: 'payment_amount',
    event: 3,
    story: [[opened(), reserved(0, 'ann', 'ann', [0, 5])], [paying(1, 'ann', 'p1', 2_000, 425)]],
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
    besides: ['money_disagrees'],
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
    besides: ['money_disagrees'],
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
    besides: ['money_disagrees'],
  },
  {
    what: 'a declined payment is refunded',
    code: 'refund_not_due',
    event: 5,
    story: [...PAYING, [declined(2, 'p1')], [ofPayment('payment_refunded', 3, 'p1')]],
    besides: ['money_disagrees'],
  },

  {
    what: 'the answer to a key is remembered twice',
    code: 'key_repeated',
    event: 5,
    story: [
      [opened(), reserved(0, 'ann', 'ann', [0]), remembered(0, 'key', reservedAnswer(0, 'ann', 'ann', [0]))],
      [reserved(1, 'bob', 'bob', [1]), remembered(1, 'key', reservedAnswer(1, 'bob', 'bob', [1]))],
    ],
  },
  {
    what: 'an answer is remembered in the middle of its step',
    code: 'answer_not_last',
    event: 3,
    story: [
      [
        opened(),
        reserved(0, 'ann', 'ann', [0]),
        remembered(0, 'key', reservedAnswer(0, 'ann', 'ann', [0])),
        released(0, 'ann'),
      ],
    ],
  },
  {
    what: 'an answer tells of another seat',
    code: 'answer_disagrees',
    event: 3,
    story: [
      [opened(), reserved(0, 'ann', 'ann', [0]), remembered(0, 'key', reservedAnswer(0, 'ann', 'ann', [1]))],
    ],
  },
  {
    what: 'an answer tells of a booking that was not made',
    code: 'answer_disagrees',
    event: 2,
    story: [[opened(), remembered(0, 'key', reservedAnswer(0, 'ann', 'ann', [1]))]],
  },
  {
    what: 'an answer tells of another payment',
    code: 'answer_disagrees',
    event: 4,
    story: [
      [opened(), reserved(0, 'ann', 'ann', [0])],
      [
        paying(1, 'ann', 'p1', 1_000, 425),
        remembered(1, 'key', {
          type: 'payment',
          payment_id: id('p2'),
          booking: {
            ...reservedAnswer(0, 'ann', 'ann', [0]).booking,
            version: 2,
            payment: { payment_id: id('p1'), status: 'in_flight', reason: null },
          },
        }),
      ],
    ],
  },
  {
    what: 'an answer tells of another position',
    code: 'answer_disagrees',
    event: 4,
    story: [FULL, [joined(1, 'bob', 1), remembered(1, 'key', waitingAnswer(1, 'bob', 1, 2))]],
  },
];
