import {
  at,
  declined,
  expired,
  joined,
  opened,
  paying,
  released,
  reserved,
  START,
  salesClosed,
  served,
  timedOut,
} from '../story.ts';
import type { RuleDamage } from './damage.ts';
import { ALL_SEATS, FULL, PAYING } from './settings.ts';

/** What ends by itself. */
export const DEADLINES_DAMAGES: readonly RuleDamage[] = [
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
];
