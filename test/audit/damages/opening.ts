import { id, opened, reserved } from '../story.ts';
import type { RuleDamage } from './damage.ts';

/** How a show is opened, and its clock. */
export const OPENING_DAMAGES: readonly RuleDamage[] = [
  {
    what: 'the show is not opened first',
    code: 'not_opened',
    event: 1,
    story: [[reserved(0, 'ann', 'ann', [0])]],
  },
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
  { what: 'the show is opened twice', code: 'not_opened', event: 2, story: [[opened(), opened()]] },
];
