import fc from 'fast-check';
import { fingerprint } from '../../../actors/show/fingerprint.ts';
import { session } from '../people.ts';
import { isBeingPaid, isLive, newestPayment, type Wait } from '../reference/model.ts';
import { Ask } from './asking.ts';
import {
  counts,
  keyOf,
  keys,
  newId,
  people,
  pick,
  pickOwned,
  picks,
  seatsDrawn,
  seatsOf,
  seldom,
} from './drawing.ts';
import { isLate } from './world.ts';

type Asks = fc.Arbitrary<Ask>;

export const reserveSeats: Asks = fc.record({ who: people, drawn: seatsDrawn(1), key: keys }).map(
  ({ who, drawn, key }) =>
    new Ask((world) => {
      const seats = seatsOf(world.model, drawn);
      if (seats.length === 0) return null;
      return {
        type: 'reserve',
        session: session(who),
        wanted: { seats },
        movie_id: null,
        booking_id: newId(world, 'B'),
        key: keyOf(key, who, 'reserve', seats),
      };
    }),
);

export const reserveBest: Asks = fc
  .record({
    who: people,
    count: counts,
    seat_type: fc.constantFrom(null, null, null, 'regular', 'premium'),
    flaw: seldom(fc.constantFrom('type', 'movie'), 40),
    key: keys,
  })
  .map(
    ({ who, count, seat_type, flaw, key }) =>
      new Ask((world) => {
        const { movie_id, hall_id } = world.model.definition;
        const wanted = { count, seat_type: flaw === 'type' ? 'balcony' : seat_type };
        return {
          type: 'reserve',
          session: session(who),
          wanted,
          movie_id: flaw === 'movie' ? hall_id : movie_id,
          booking_id: newId(world, 'B'),
          key: keyOf(key, who, 'reserve', wanted, flaw),
        };
      }),
  );

/** Some of the seats that it has, and others. */
export const changeSeats: Asks = fc
  .record({ picked: picks, kept: fc.nat({ max: 4 }), drawn: seatsDrawn(0), key: keys })
  .map(
    ({ picked, kept, drawn, key }) =>
      new Ask(({ model }) => {
        const found = pickOwned(model.bookings, picked, ({ status }) => status === 'reserved');
        if (found === null) return null;
        const { owned: booking, asking } = found;
        const kept_seats = booking.seats.slice(0, kept);
        const others = seatsOf(model, drawn).filter((seat) => !kept_seats.includes(seat));
        const seats = [...others, ...kept_seats].slice(0, 10);
        if (seats.length === 0) return null;
        const { booking_id } = booking;
        const used = keyOf(key, asking, 'change_seats', booking_id, seats);
        return { type: 'change_seats', session: asking, booking_id, seats, key: used };
      }),
  );

export const endBooking: Asks = fc
  .record({ picked: picks, only: seldom(fc.constantFrom('reserved', 'booked'), 4), key: keys })
  .map(
    ({ picked, only, key }) =>
      new Ask(({ model }) => {
        const found = pickOwned(model.bookings, picked, isLive);
        if (found === null) return null;
        const { asking } = found;
        const { booking_id } = found.owned;
        const used = keyOf(key, asking, 'end_booking', booking_id, only);
        return { type: 'end_booking', session: asking, booking_id, only, key: used };
      }),
  );

export const pay: Asks = fc.record({ picked: picks, key: keys }).map(
  ({ picked, key }) =>
    new Ask((world) => {
      const isUnpaid = (status: string): boolean => status === 'reserved';
      const found = pickOwned(
        world.model.bookings,
        picked,
        (each) => isUnpaid(each.status) && !isBeingPaid(each),
      );
      if (found === null) return null;
      const { asking } = found;
      const { booking_id } = found.owned;
      return {
        type: 'start_payment',
        session: asking,
        booking_id,
        payment_token: 'tok_ok',
        payment_id: newId(world, 'P'),
        key: keyOf(key, asking, 'start_payment', booking_id),
      };
    }),
);

/** News of a charge, mostly of one that is in flight. */
export const concludePayment: Asks = fc
  .record({
    place: fc.nat({ max: 20 }),
    is_any: seldom(fc.constant(true), 10),
    outcome: fc.constantFrom(
      { type: 'captured' as const },
      { type: 'captured' as const },
      { type: 'declined' as const, reason: 'card_declined' },
      { type: 'unknown' as const },
    ),
  })
  .map(
    ({ place, is_any, outcome }) =>
      new Ask(({ model }) => {
        const payments = model.bookings.flatMap((booking) => booking.payments);
        const meant = payments.filter(({ status }) => is_any === true || status === 'in_flight');
        const payment = pick(meant, place);
        return payment === undefined
          ? null
          : { type: 'conclude_payment', payment_id: payment.payment_id, outcome };
      }),
  );

/** News of a refund, mostly of one that is due. */
export const concludeRefund: Asks = fc
  .record({
    place: fc.nat({ max: 20 }),
    is_any: seldom(fc.constant(true), 10),
    outcome: fc.constantFrom(
      { type: 'refunded' as const },
      { type: 'failed' as const, reason: 'provider_down' },
    ),
  })
  .map(
    ({ place, is_any, outcome }) =>
      new Ask(({ model }) => {
        const payments = model.bookings.flatMap((booking) => newestPayment(booking) ?? []);
        const meant = payments.filter(({ status }) => is_any === true || status === 'refunding');
        const payment = pick(meant, place);
        return payment === undefined
          ? null
          : { type: 'conclude_refund', payment_id: payment.payment_id, outcome };
      }),
  );

/** More than is reserved at once, so that the head is blocked. */
const joinCounts = fc.integer({ min: 1, max: 7 });

export const joinQueue: Asks = fc.record({ who: people, count: joinCounts, key: keys }).map(
  ({ who, count, key }) =>
    new Ask((world) => ({
      type: 'join_queue',
      session: session(who),
      count,
      waiting_id: newId(world, 'W'),
      booking_id: newId(world, 'B'),
      key: keyOf(key, who, 'join_queue', count),
    })),
);

/** Mostly somebody who still waits. */
export const leaveQueue: Asks = fc
  .record({ picked: picks, is_any: seldom(fc.constant(true), 10), key: keys })
  .map(
    ({ picked, is_any, key }) =>
      new Ask(({ model }) => {
        const isMeant = ({ status }: Wait): boolean => is_any === true || status === 'waiting';
        const found = pickOwned(model.waits, picked, isMeant);
        if (found === null) return null;
        const { asking } = found;
        const { waiting_id } = found.owned;
        const used = keyOf(key, asking, 'leave_queue', waiting_id);
        return { type: 'leave_queue', session: asking, waiting_id, key: used };
      }),
  );

/** The operator keeps some of the blocked seats blocked, and blocks others. */
export const blockSeats: Asks = fc.record({ kept: fc.nat({ max: 3 }), drawn: seatsDrawn(0) }).map(
  ({ kept, drawn }) =>
    new Ask(({ model }) => {
      const kept_seats = model.blocked.slice(0, kept);
      const others = seatsOf(model, drawn).filter((seat) => !kept_seats.includes(seat));
      return { type: 'block_seats', seats: [...kept_seats, ...others] };
    }),
);

/** Late in the day, so that there is something to cancel. */
export const cancelShow: Asks = fc
  .constant(null)
  .map(() => new Ask((world) => (isLate(world) ? { type: 'cancel_show' } : null)));

/** Mostly a ticket of what is booked, of few nonces, sometimes from a door that was without a network. */
export const checkIn: Asks = fc
  .record({
    place: fc.nat({ max: 20 }),
    seat: fc.nat({ max: 3 }),
    is_any: seldom(fc.constant(true), 10),
    is_other_seat: seldom(fc.constant(true), 20),
    nonce: fc.nat({ max: 2 }),
    offset_ms: seldom(fc.integer({ min: -40_000, max: 5_000 }), 3),
  })
  .map(
    ({ place, seat, is_any, is_other_seat, nonce, offset_ms }) =>
      new Ask(({ model, clock }) => {
        const booking = pick(
          model.bookings.filter(({ status }) => is_any === true || status === 'booked'),
          place,
        );
        if (booking === undefined) return null;
        const seats = is_other_seat === true ? model.seats.map(({ seat_id }) => seat_id) : booking.seats;
        return {
          type: 'check_in',
          booking_id: booking.booking_id,
          seat_id: pick(seats, seat) ?? '',
          nonce: fingerprint(`nonce ${nonce}`),
          admitted_at: offset_ms === null ? null : clock + offset_ms,
        };
      }),
  );

/** Any booking, of whatever status. */
export const readBooking: Asks = picks.map(
  (picked) =>
    new Ask(({ model }) => {
      const found = pickOwned(model.bookings, picked, () => true);
      if (found === null) return null;
      return { type: 'read_booking', session: found.asking, booking_id: found.owned.booking_id };
    }),
);

/** Any place in the queue, also of a wait that has ended. */
export const readWaiting: Asks = picks.map(
  (picked) =>
    new Ask(({ model }) => {
      const found = pickOwned(model.waits, picked, ({ status }) => status === 'waiting');
      if (found === null) return null;
      return { type: 'read_waiting', session: found.asking, waiting_id: found.owned.waiting_id };
    }),
);

/** A command with a key once more: mostly as it was, now and then saying something else. */
export const repeat: Asks = fc
  .record({ place: fc.nat({ max: 40 }), says: seldom(fc.constant('something else'), 6) })
  .map(
    ({ place, says }) =>
      new Ask((world) => {
        const command = pick(world.keyed, place);
        if (command === undefined) return null;
        const key = says === null ? command.key : { ...command.key, body: fingerprint(says) };
        const again = { ...command, key };
        if (again.type === 'join_queue') {
          return { ...again, booking_id: newId(world, 'B'), waiting_id: newId(world, 'W') };
        }
        if (again.type === 'reserve') return { ...again, booking_id: newId(world, 'B') };
        return again.type === 'start_payment' ? { ...again, payment_id: newId(world, 'P') } : again;
      }),
  );
