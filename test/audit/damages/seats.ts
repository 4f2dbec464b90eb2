import { blocked, exchanged, joined, opened, reserved, served } from '../story.ts';
import type { RuleDamage } from './damage.ts';
import { ALL_SEATS, BOOKED, FULL, TWENTY_SEATS } from './settings.ts';

/** Who has which seats. */
export const SEATS_DAMAGES: readonly RuleDamage[] = [
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
];
