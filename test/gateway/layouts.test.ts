import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createLayouts } from '../../src/gateway/live/layouts.ts';
import type { Seat } from '../../src/protocol/answers.ts';

const MOST_KNOWN = 128;

function hall({ rows = 3, amount = 900, of = (seat: Seat): Seat => seat } = {}): Seat[] {
  return Array.from({ length: rows * 10 }, (_, index) =>
    of({
      seat_id: `${'ABCDEFGH'[Math.floor(index / 10)]}-${1 + (index % 10)}`,
      row: 'ABCDEFGH'[Math.floor(index / 10)] ?? '',
      number: 1 + (index % 10),
      type: 'regular',
      price: { amount, currency: 'EUR' },
      status: 'available',
    }),
  );
}

/** As `hall`, with one seat in its middle changed. */
const hallWith = (change: Partial<Seat>): Seat[] =>
  hall({ of: (seat) => (seat.seat_id === 'B-5' ? { ...seat, ...change } : seat) });

const layouts = suite('layouts of halls');

layouts('shows in the same hall at the same prices share one, whatever is sold', () => {
  const known = createLayouts();
  const one = known.of(hall());
  assert.is(known.of(hall()), one);
  assert.is(known.of(hallWith({ status: 'booked' })), one);
});

layouts('halls that differ in one seat do not', () => {
  const known = createLayouts();
  const one = known.of(hall());
  const changes: Partial<Seat>[] = [
    { seat_id: 'B-55' },
    { row: 'Z' },
    { number: 55 },
    { type: 'premium' },
    { price: { amount: 901, currency: 'EUR' } },
    { price: { amount: 900, currency: 'USD' } },
  ];
  for (const change of changes) {
    const other = known.of(hallWith(change));
    assert.is.not(other, one);
    assert.equal(JSON.parse(other.written(14, 'booked')), { ...hallWith(change)[14], status: 'booked' });
  }
  assert.is.not(known.of(hall({ rows: 2 })), one);
});

layouts('a seat is written as it is answered, with each of its statuses', () => {
  const seats = hallWith({ type: 'Sofa "für zwei"' });
  const layout = createLayouts().of(seats);
  for (const status of ['available', 'reserved', 'booked', 'blocked', 'available'] as const) {
    for (const [index, seat] of seats.entries()) {
      assert.is(layout.written(index, status), JSON.stringify({ ...seat, status }));
      assert.is(layout.indexOf(seat.seat_id), index);
    }
  }
  assert.is(layout.indexOf('Z-1'), undefined);
});

layouts('only so many are known at a time', () => {
  const known = createLayouts();
  const first = known.of(hall());
  for (let amount = 1; amount < MOST_KNOWN; amount += 1) known.of(hall({ amount }));
  assert.is(known.of(hall()), first);
  for (let amount = 1_001; amount <= 1_000 + MOST_KNOWN; amount += 1) known.of(hall({ amount }));
  assert.is.not(known.of(hall()), first);
});

layouts.run();
