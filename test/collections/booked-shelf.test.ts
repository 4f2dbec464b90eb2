import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BookedShelf } from '../../actors/show/booked-shelf.ts';
import type { Booking } from '../../actors/show/booking.ts';
import { fingerprint } from '../../actors/show/fingerprint.ts';

const shelf = suite('booked shelf');

/** The obvious one: the bookings in a list. The real one is replaced by a copy of itself now and then. */
interface Real {
  shelf: BookedShelf;
}

class Put implements fc.Command<Booking[], Real> {
  readonly booking: Booking;
  constructor(booking: Booking) {
    this.booking = booking;
  }
  check = (model: Readonly<Booking[]>): boolean =>
    model.every(({ booking_id }) => booking_id !== this.booking.booking_id);
  run(model: Booking[], real: Real): void {
    real.shelf.put(this.booking);
    model.push(this.booking);
    checkSame(model, real.shelf);
  }
  toString = (): string => `put ${this.booking.booking_id}`;
}

class Take implements fc.Command<Booking[], Real> {
  readonly place: number;
  constructor(place: number) {
    this.place = place;
  }
  check = (): boolean => true;
  run(model: Booking[], real: Real): void {
    const [booking] = model.splice(this.place % Math.max(1, model.length), 1);
    if (booking === undefined) {
      assert.throws(() => real.shelf.take(ABSENT));
    } else {
      assert.equal(real.shelf.take(booking.booking_id), booking);
      assert.is(real.shelf.find(booking.booking_id), undefined);
      assert.throws(() => real.shelf.take(booking.booking_id));
    }
    checkSame(model, real.shelf);
  }
  toString = (): string => `take the one at ${this.place} (modulo all)`;
}

class Copy implements fc.Command<Booking[], Real> {
  check = (): boolean => true;
  run(model: Booking[], real: Real): void {
    const copy = new BookedShelf(real.shelf.toBytes());
    assert.equal(copy.toBytes(), real.shelf.toBytes());
    real.shelf = copy;
    checkSame(model, real.shelf);
  }
  toString = (): string => 'copy';
}

function checkSame(model: readonly Booking[], real: BookedShelf): void {
  assert.equal([...real.bookings()], model);
  for (const booking of model) assert.equal(real.find(booking.booking_id), booking);
  assert.is(real.find(ABSENT), undefined);
}

const ABSENT = '7ZZZZZZZZZZZZZZZZZZZZZZZZZ';

const time = fc.integer({ min: 0, max: 2 ** 45 });

const bookings: fc.Arbitrary<Booking> = fc
  .record({
    booking_id: fc.ulid().filter((id) => id !== ABSENT),
    payment_id: fc.ulid(),
    session: fc.string().map((secret) => fingerprint(secret)),
    version: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
    seats: fc.uniqueArray(fc.nat({ max: 65_535 }), { minLength: 1, maxLength: 10 }),
    made_at: time,
    expires_at: time,
    lapses_at: time,
  })
  .map(({ payment_id, ...booking }) => ({
    ...booking,
    status: 'booked',
    payment: { payment_id, status: 'captured', reason: null },
  }));

shelf('behaves as a list of bookings', () => {
  const commands = fc.commands(
    [
      bookings.map((booking) => new Put(booking)),
      bookings.map((booking) => new Put(booking)),
      fc.nat({ max: 100 }).map((place) => new Take(place)),
      fc.constant(new Copy()),
    ],
    { maxCommands: 60, size: 'max' },
  );
  fc.assert(
    fc.property(commands, (each) => {
      fc.modelRun(() => ({ model: [], real: { shelf: new BookedShelf() } }), each);
    }),
    { numRuns: 300 },
  );
});

shelf('takes only what is booked and paid', () => {
  fc.assert(
    fc.property(bookings, (booking) => {
      const real = new BookedShelf();
      assert.throws(() => real.put({ ...booking, status: 'reserved' }));
      assert.throws(() => real.put({ ...booking, payment: null }));
      assert.throws(() =>
        real.put({
          ...booking,
          payment: { payment_id: booking.booking_id, status: 'refunding', reason: null },
        }),
      );
      assert.equal([...real.bookings()], []);
    }),
    { numRuns: 20 },
  );
});

shelf.run();
