import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Booking, Client, Session, Waiting } from '../../../src/client/index.ts';
import { first, lastOf, refusalOf, rejectionOf, statusOf } from '../asking.ts';
import type { Way } from '../way.ts';

const SEATS = 50;

/** Waiting in the queue of a show: the same whichever way the requests go. */
export function waitingContract(name: string, open: () => Promise<Way>): void {
  const waiting = suite<{ way: Way }>(`waiting ${name}`);
  waiting.before(async (context) => {
    context.way = await open();
  });
  waiting.after(({ way }) => way.close());

  waiting('who can be served at once is', async ({ way }) => {
    const told: Waiting[] = [];
    const session = way.client().session();
    for await (const place of session.waitForSeats(way.freshShow(), { count: 2 })) told.push(place);
    assert.is(told.length, 1);
    assert.is(told[0]?.status, 'served');
    assert.is(told[0]?.booking?.seats.length, 2);
  });

  waiting('the loop tells of the place until it is served', async ({ way }) => {
    const client = way.client();
    const show_id = way.freshShow();
    const held = await holdAll(client, show_id);
    const ahead = client.session();
    const place_ahead = await ahead.wait(show_id, { count: 4 });

    const told: [string, number | null][] = [];
    let booking: Booking | null = null;
    for await (const place of client.session().waitForSeats(show_id, { count: 2 })) {
      told.push([place.status, place.position]);
      if (place.position === 2) await ahead.leave(place_ahead);
      if (place.position === 1) await held.releaseOne();
      booking = place.booking;
    }
    assert.equal(told, [
      ['waiting', 2],
      ['waiting', 1],
      ['served', null],
    ]);
    assert.is(booking?.status, 'reserved');
    assert.is(booking?.seats.length, 2);
  });

  waiting('the end may be another one', async ({ way }) => {
    const client = way.client();
    const show_id = way.freshShow();
    const held = await holdAll(client, show_id);
    const end = lastOf(client.session().waitForSeats(show_id, { count: 10 }));
    await held.payAll();
    assert.equal((await end)?.status, 'not_enough_seats');
  });

  waiting('leaving the loop leaves the queue, unless the place is to be kept', async ({ way }) => {
    const client = way.client();
    const show_id = way.freshShow();
    await holdAll(client, show_id);
    const session = client.session();
    const left = await first(session.waitForSeats(show_id, { count: 3 }));
    assert.is((await session.waiting(left)).status, 'cancelled');

    const kept = await first(session.waitForSeats(show_id, { count: 3 }, { keep_place: true }));
    const same = await session.wait(show_id, { count: 3 });
    assert.equal([same.waiting_id, same.status], [kept.waiting_id, 'waiting']);
    assert.is((await refusalOf(session.wait(show_id, { count: 4 }))).code, 'already_waiting');
  });

  waiting('to abort the loop leaves the queue, too', async ({ way }) => {
    const client = way.client();
    const show_id = way.freshShow();
    await holdAll(client, show_id);
    const session = client.session();
    const leaving = new AbortController();
    const places: Waiting[] = [];
    const loop = async (): Promise<void> => {
      const options = { signal: leaving.signal };
      for await (const place of session.waitForSeats(show_id, { count: 3 }, options)) {
        places.push(place);
        setImmediate(() => leaving.abort());
      }
    };
    assert.is(await rejectionOf(loop()), leaving.signal.reason);
    const [place] = places;
    assert.ok(place !== undefined);
    assert.is((await session.waiting(place)).status, 'cancelled');
  });

  waiting('who leaves while being served gives the seats back', async ({ way }) => {
    const client = way.client();
    const show_id = way.freshShow();
    const held = await holdAll(client, show_id);
    const session = client.session();
    for await (const place of session.waitForSeats(show_id, { count: 10 })) {
      assert.is(place.status, 'waiting');
      const freed = await held.releaseOne();
      // The place is served by now, which the loop has not told.
      const served = await session.waiting(place, { wait_s: 10, after: place.version });
      assert.is(served.status, 'served');
      assert.is(statusOf(await client.seats(show_id), freed), 'reserved');
      break;
    }
    assert.is((await client.seats(show_id)).seats.filter(({ status }) => status === 'available').length, 10);
  });

  waiting.run();
}

interface HeldSeats {
  /** Gives ten seats back, and says one of them. */
  releaseOne(): Promise<string>;
  payAll(): Promise<void>;
}

/** Other sessions hold all seats of the show. */
async function holdAll(client: Client, show_id: string): Promise<HeldSeats> {
  const held: { readonly session: Session; readonly booking: Booking }[] = [];
  for (let seats = 0; seats < SEATS; seats += 10) {
    const session = client.session();
    held.push({ session, booking: await session.reserve(show_id, { count: 10 }) });
  }
  return {
    async releaseOne() {
      const freed = held.pop();
      assert.ok(freed !== undefined, 'there are seats that are held');
      await freed.session.release(freed.booking);
      return freed.booking.seats[0]?.seat_id ?? '';
    },
    async payAll() {
      await Promise.all(held.map(({ session, booking }) => session.pay(booking, 'tok_ok')));
    },
  };
}
