import {
  blocked,
  exchanged,
  joined,
  left,
  ofPayment,
  opened,
  paying,
  released,
  reserved,
  START,
  salesClosed,
  served,
  unservable,
} from '../story.ts';
import type { RuleDamage } from './damage.ts';
import { ALL_SEATS, BOOKED, FULL } from './settings.ts';

/** Who is served, and when. */
export const QUEUE_DAMAGES: readonly RuleDamage[] = [
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
];
