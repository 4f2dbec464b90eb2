import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { SeatMapView } from '../../actors/show/replies.ts';
import { drawId } from '../../src/ids.ts';
import { seatMapOf } from '../../src/protocol/seats.ts';

const seats = suite('seats as they are told');

const HALL: SeatMapView['seats'] = [1, 2].map((number) => ({
  ...{ seat_id: `A-${number}`, row: 'A', number },
  ...{ type: 'regular', price: 1_499 },
}));

const viewOf = (currency: string, ...statuses: SeatMapView['statuses']): SeatMapView => ({
  ...{ show_id: drawId(), version: 3, currency },
  ...{ seats: HALL, statuses },
});

seats('a seat is the same for all shows of the hall, as long as it has the status', () => {
  const one = seatMapOf(viewOf('USD', 'available', 'reserved'));
  const other = seatMapOf(viewOf('USD', 'available', 'booked'));
  assert.is(one.seats[0], other.seats[0]);
  assert.equal([one.seats[1]?.status, other.seats[1]?.status], ['reserved', 'booked']);
  assert.equal(one.seats[0], {
    ...{ seat_id: 'A-1', row: 'A', number: 1, type: 'regular' },
    ...{ price: { amount: 1_499, currency: 'USD' }, status: 'available' },
  });
});

seats('nobody can change what others are told', () => {
  const [seat] = seatMapOf(viewOf('USD', 'available', 'available')).seats;
  assert.ok(Object.isFrozen(seat));
  assert.ok(Object.isFrozen(seat?.price));
});

seats('one hall may sell in several currencies', () => {
  const currencies = ['USD', 'EUR', 'USD'].map(
    (currency) => seatMapOf(viewOf(currency, 'available', 'available')).seats[1]?.price.currency,
  );
  assert.equal(currencies, ['USD', 'EUR', 'USD']);
});

seats.run();
