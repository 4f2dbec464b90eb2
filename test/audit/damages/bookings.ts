import {
  cancelled,
  declined,
  exchanged,
  expired,
  joined,
  left,
  opened,
  paying,
  released,
  reserved,
  START,
  salesClosed,
  served,
  showCancelled,
} from '../story.ts';
import type { RuleDamage } from './damage.ts';
import { ALL_SEATS, BOOKED, FULL, PAYING } from './settings.ts';

/** What may happen to a booking, and when. */
export const BOOKINGS_DAMAGES: readonly RuleDamage[] = [
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
];
