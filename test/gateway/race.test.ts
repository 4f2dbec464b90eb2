import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { arbitraryMove } from './race-player.ts';
import { raceFor } from './race-verdict.ts';
import { openStage, type Stage } from './stage.ts';

const ROWS = 3;
const SEATS_PER_ROW = 6;
const RUNS = 40;

/** Many sessions race for the seats of one small show; whether all went right is seen from outside. */
const race = suite<Stage>('a race for seats');

race.before(
  async (stage) =>
    void Object.assign(
      stage,
      await openStage({ shows: 10 * RUNS, rows: ROWS, seats_per_row: SEATS_PER_ROW }),
    ),
);
race.after(async ({ box_office }) => box_office.close());

const nameOf = (seat: number): string =>
  `${String.fromCharCode('A'.charCodeAt(0) + Math.floor(seat / SEATS_PER_ROW))}-${(seat % SEATS_PER_ROW) + 1}`;

race(
  'no seat twice, all or nothing, first come first served, and no newcomer before those who wait',
  async (stage) => {
    const seen = { holds: 0, gains: 0, joins: 0, ordered_joins: 0, served: 0 };
    const scripts = fc.array(fc.array(arbitraryMove(ROWS * SEATS_PER_ROW), { minLength: 3, maxLength: 14 }), {
      minLength: 4,
      maxLength: 14,
    });
    await fc.assert(
      fc.asyncProperty(scripts, async (script) => {
        const show = { path: stage.freshShow(), seats: ROWS * SEATS_PER_ROW, nameOf };
        await raceFor(show, script, stage.visitor, seen);
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
    );
    const told = JSON.stringify(seen);
    console.log(told);
    assert.ok(
      Object.values(seen).every((count) => count > RUNS / 4),
      told,
    );
  },
);

race.run();
