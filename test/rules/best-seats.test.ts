import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bestSeats } from '../../actors/show/best-seats.ts';
import { seatMapOf } from '../../actors/show/seat-map.ts';
import { showIn } from './halls.ts';
import { obviousBestSeats } from './reference/best-seats.ts';

const best = suite('best seats');

/**
 * The seats chosen in a hall that is drawn like `rr rr`, where `.` is a free seat, `x` a taken one and a space an aisle;
 * drawn back with the chosen seats as `o`.
 */
function choose(rows: readonly string[], count: number): readonly string[] | null {
  const seat_map = seatMapOf(showIn(rows.map((row) => row.replace(/[.x]/g, 'r'))));
  const drawn = rows.join('').replaceAll(' ', '');
  const isFree = (seat: number): boolean => drawn[seat] === '.';
  const chosen = bestSeats(seat_map, isFree, isFree, count);
  if (chosen === null) return null;
  let seat = -1;
  return rows.map((row) =>
    row.replace(/[.x]/g, (drawing) => {
      seat += 1;
      return chosen.includes(seat) ? 'o' : drawing;
    }),
  );
}

best('as near the middle of the hall as can be', () => {
  assert.equal(choose(['.....', '.....', '.....'], 1), ['.....', '..o..', '.....']);
  assert.equal(choose(['.....', '.....', '.....'], 3), ['.....', '.ooo.', '.....']);
  assert.equal(choose(['.....', '.xxx.', '.....'], 3), ['.ooo.', '.xxx.', '.....']);
});

best('side by side, rather than near the middle', () => {
  assert.equal(choose(['.....', '.x.x.', '.....'], 2), ['.oo..', '.x.x.', '.....']);
});

best('an aisle parts as a taken seat does', () => {
  assert.equal(choose(['.. ..', '....x'], 2), ['.. ..', '..oox']);
  assert.equal(choose(['... .'], 2), ['.oo .']);
  assert.equal(choose(['. .x'], 2), ['o ox']);
});

best('in one row where possible, even apart', () => {
  assert.equal(choose(['..x..', '.x.x.'], 4), ['ooxoo', '.x.x.']);
});

best('else in the fewest rows, the nearest to the middle first', () => {
  assert.equal(choose(['..xx', '.x.x', '...x'], 5), ['..xx', 'oxox', 'ooox']);
  assert.equal(choose(['..xx', '..xx', '..xx'], 4), ['ooxx', 'ooxx', '..xx']);
  assert.equal(choose(['...xx', 'xxx.x', '...xx'], 5), ['oooxx', 'xxx.x', '.ooxx']);
});

best('no single seat is left where another choice is as good', () => {
  assert.equal(choose(['....x'], 2), ['..oox']);
  assert.equal(choose(['x....'], 2), ['xoo..']);
});

best('a seat of another type that is free is not taken', () => {
  const seat_map = seatMapOf(showIn(['prrp', 'ppp']));
  const isFree = (seat: number): boolean => seat !== 6;
  const isRegular = (seat: number): boolean => seat_map.type_of[seat] === 0;
  assert.equal(bestSeats(seat_map, isFree, isRegular, 1), [1]);
  assert.is(bestSeats(seat_map, isFree, isRegular, 3), null);
});

best('null where fewer are free', () => {
  assert.is(choose(['..x', 'xx.'], 4), null);
});

/** A hall of up to four rows, which of its seats are free, and how many are wanted, of which type. */
const scenes = fc.record({
  rows: fc.array(fc.stringMatching(/^[rp]{1,4}( {0,2}[rp]{1,4}){0,2}$/), { minLength: 1, maxLength: 4 }),
  free: fc.array(fc.boolean(), { minLength: 48, maxLength: 48 }),
  count: fc.integer({ min: 1, max: 10 }),
  type: fc.option(fc.constantFrom(0, 1)),
});

best('the same as by an obvious search', () => {
  let found = 0;
  fc.assert(
    fc.property(scenes, ({ rows, free, count, type }) => {
      const definition = showIn(rows);
      const seat_map = seatMapOf(definition);
      const isFree = (seat: number): boolean => free[seat] === true && seat < seat_map.seats.length;
      const isWanted = (seat: number): boolean =>
        isFree(seat) && (type === null || seat_map.type_of[seat] === type);
      const seats = bestSeats(seat_map, isFree, isWanted, count);
      assert.equal(seats, obviousBestSeats(definition, isFree, isWanted, count));
      if (seats !== null) found += 1;
    }),
    { numRuns: 5_000 },
  );
  assert.ok(found > 1_000);
});

best.run();
