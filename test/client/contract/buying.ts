import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BoxofficeError, ClosedError, isRefusal, TimeoutError } from '../../../src/client/index.ts';
import { first, lastOf, refusalOf, rejectionOf, statusOf } from '../asking.ts';
import type { Way } from '../way.ts';

/** Reserving, paying, giving back: the same whichever way the requests go. */
export function buyingContract(name: string, open: () => Promise<Way>): void {
  const buying = suite<{ way: Way }>(`buying ${name}`);
  buying.before(async (context) => {
    context.way = await open();
  });
  buying.after(({ way }) => way.close());

  buying('reserve, pay, and look', async ({ way }) => {
    const client = way.client();
    const show_id = way.freshShow();
    const session = client.session();
    const reserved = await session.reserve(show_id, { seats: ['A-1', 'A-2'] });
    assert.is(reserved.status, 'reserved');
    assert.equal(reserved.total, { amount: 6_000, currency: 'BRL' });
    const booked = await session.pay(reserved, 'tok_ok');
    assert.is(booked.status, 'booked');
    assert.equal(await session.booking(booked), booked);
    const map = await client.seats(show_id);
    assert.equal([statusOf(map, 'A-1'), statusOf(map, 'A-3')], ['booked', 'available']);
  });

  buying('the best seats together, of a type, of a movie', async ({ way }) => {
    const session = way.client().session();
    const show_id = way.freshShow();
    const booking = await session.reserve(show_id, {
      count: 3,
      type: 'premium',
      movie_id: way.box_office.movie_id,
    });
    assert.equal(
      booking.seats.map(({ type }) => type),
      ['premium', 'premium', 'premium'],
    );
    const refusal = await refusalOf(session.reserve(show_id, { count: 1, movie_id: show_id }));
    assert.is(refusal.code, 'wrong_movie');
  });

  buying('a refusal says why, by a code and its problem document', async ({ way }) => {
    const client = way.client();
    const show_id = way.freshShow();
    await client.session().reserve(show_id, { seats: ['B-1'] });
    const refusal = await refusalOf(client.session().reserve(show_id, { seats: ['B-1', 'B-2'] }));
    assert.instance(refusal, BoxofficeError);
    assert.equal([refusal.code, refusal.status], ['retry', 409]);
    assert.equal([refusal.problem.reason, refusal.problem.seats], ['held', ['B-1']]);
    assert.match(refusal.message, /^retry: The seats are not free now/);
    assert.ok(isRefusal(refusal, 'show_full', 'retry'));
    assert.not(isRefusal(refusal, 'show_full'));
    assert.not(isRefusal(new Error('retry'), 'retry'));
  });

  buying('what does not exist, or cannot', async ({ way }) => {
    const client = way.client();
    const { movie_id } = way.box_office;
    assert.is((await refusalOf(client.seats(movie_id))).code, 'unknown_show');
    assert.is((await refusalOf(client.seats('no.such>show *'))).code, 'invalid_request');
    const nothing = { show_id: way.freshShow(), booking_id: movie_id };
    assert.is((await refusalOf(client.session().booking(nothing))).code, 'unknown_booking');
    const too_many = await refusalOf(client.session().reserve(nothing.show_id, { count: 11 }));
    assert.equal([too_many.code, too_many.problem.errors?.[0]?.field], ['invalid_request', 'count']);
    assert.throws(
      () => client.session('secret but short'),
      (error: unknown) => error instanceof RangeError && !error.message.includes('secret'),
    );
    const key = { idempotency_key: 'ä' };
    assert.instance(
      await rejectionOf(client.session().reserve(nothing.show_id, { count: 1 }, key)),
      RangeError,
    );
  });

  buying('exchange, give back, cancel: each only where it fits', async ({ way }) => {
    const session = way.client().session();
    const show_id = way.freshShow();
    const reserved = await session.reserve(show_id, { seats: ['A-1', 'A-2'] });
    const changed = await session.change(reserved, ['A-2', 'A-3']);
    assert.equal(
      changed.seats.map(({ seat_id }) => seat_id),
      ['A-2', 'A-3'],
    );
    assert.is((await refusalOf(session.cancel(reserved))).code, 'not_booked');
    assert.is((await session.release(reserved)).status, 'released');

    const paid = await session.pay(await session.reserve(show_id, { count: 1 }), 'tok_ok');
    assert.is((await refusalOf(session.release(paid))).code, 'not_reserved');
    assert.is((await session.booking(paid)).status, 'booked');
    assert.is((await session.cancel(paid)).status, 'cancelled');
  });

  buying('a session is whoever knows its id', async ({ way }) => {
    const session = way.client().session();
    assert.match(session.session_id, /^[A-Za-z0-9_-]{32}$/);
    const booking = await session.reserve(way.freshShow(), { count: 1 });
    const elsewhere = way.client();
    assert.equal(await elsewhere.session(session.session_id).booking(booking), booking);
    assert.is((await refusalOf(elsewhere.session().booking(booking))).code, 'unknown_booking');
  });

  buying('the bookings of a session over all shows, newest first', async ({ way }) => {
    const client = way.client();
    const session = client.session();
    const first = await session.reserve(way.freshShow(), { count: 1 });
    const second = await session.reserve(way.freshShow(), { count: 2 });
    const { bookings, complete } = await client.session(session.session_id).bookings();
    assert.equal([bookings, complete], [[second, first], true]);
    assert.equal((await client.session().bookings()).bookings, []);
  });

  buying('a key of one’s own makes repeating safe', async ({ way }) => {
    const session = way.client().session();
    const show_id = way.freshShow();
    const key = { idempotency_key: 'order-4711' };
    const [booking, again] = await Promise.all([
      session.reserve(show_id, { count: 2 }, key),
      session.reserve(show_id, { count: 2 }, key),
    ]);
    assert.equal(again, booking);
    const other = await refusalOf(session.reserve(show_id, { count: 3 }, key));
    assert.is(other.code, 'idempotency_key_reused');
  });

  buying('a declined payment leaves the seats reserved, for another try', async ({ way }) => {
    const session = way.client().session();
    const booking = await session.reserve(way.freshShow(), { count: 2 });
    const refusal = await refusalOf(session.pay(booking, 'tok_declined'));
    assert.is(refusal.code, 'payment_declined');
    assert.is(refusal.problem.booking?.status, 'reserved');
    assert.is((await session.pay(booking, 'tok_ok')).status, 'booked');
  });

  buying('a payment that takes its time is waited for; its key tells how it ended', async ({ way }) => {
    const session = way.client().session();
    const booking = await session.reserve(way.freshShow(), { count: 2 });
    const key = { idempotency_key: 'payment' };
    const late = await rejectionOf(session.pay(booking, 'tok_slow', { ...key, deadline_ms: 500 }));
    assert.instance(late, TimeoutError);
    assert.is((await refusalOf(session.pay(booking, 'tok_ok'))).code, 'payment_in_flight');
    const booked = await session.pay(booking, 'tok_slow', key);
    assert.equal([booked.status, booked.payment?.status], ['booked', 'captured']);
  });

  buying('a long poll answers when the booking changes, and ends when it is aborted', async ({ way }) => {
    const session = way.client().session();
    const booking = await session.reserve(way.freshShow(), { count: 1 });
    const news = session.booking(booking, { wait_s: 30, after: booking.version });
    await session.change(booking, ['D-1']);
    assert.is((await news).seats[0]?.seat_id, 'D-1');

    const leaving = new AbortController();
    const { version } = await news;
    const poll = session.booking(booking, { wait_s: 30, after: version, signal: leaving.signal });
    leaving.abort(new RangeError('gone home'));
    assert.is(await rejectionOf(poll), leaving.signal.reason);
    assert.is(await rejectionOf(session.booking(booking, { signal: leaving.signal })), leaving.signal.reason);
  });

  buying('a loop over a booking tells each change, and ends when nothing can change', async ({ way }) => {
    const session = way.client().session();
    const reserved = await session.reserve(way.freshShow(), { count: 1 });
    const told: string[] = [];
    for await (const booking of session.followBooking(reserved)) {
      const { status, payment } = booking;
      told.push(status);
      if (status === 'reserved' && payment === null) await session.pay(booking, 'tok_ok');
      if (status === 'booked') await session.cancel(booking);
      if (status === 'cancelled' && payment?.status === 'refunded') told.push('refunded');
    }
    assert.is(told[0], 'reserved');
    assert.ok(told.includes('booked'));
    assert.equal(told.slice(-2), ['cancelled', 'refunded']);
  });

  buying('closing ends what is under way, and what comes later', async ({ way }) => {
    const client = way.client();
    const session = client.session();
    const booking = await session.reserve(way.freshShow(), { count: 1 });
    await first(client.followSeats(booking.show_id));
    const rejections = [
      rejectionOf(session.booking(booking, { wait_s: 30, after: booking.version })),
      rejectionOf(lastOf(session.followBooking(booking))),
      rejectionOf(lastOf(client.followSeats(booking.show_id))),
    ];
    await client.close();
    rejections.push(rejectionOf(session.booking(booking)));
    for (const rejection of await Promise.all(rejections)) assert.instance(rejection, ClosedError);
  });

  buying.run();
}
