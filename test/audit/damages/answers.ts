import {
  id,
  joined,
  opened,
  paying,
  released,
  remembered,
  reserved,
  reservedAnswer,
  waitingAnswer,
} from '../story.ts';
import type { RuleDamage } from './damage.ts';
import { FULL } from './settings.ts';

/** What is remembered of answers. */
export const ANSWERS_DAMAGES: readonly RuleDamage[] = [
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
