import { randomUUID } from 'node:crypto';
import type { Test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Answer } from '../../src/protocol/answers.ts';
import type { Routing, ShowListener, ShowNews } from '../../src/routing/routing.ts';

/** A routing, and the shows behind it that nobody has touched: rows A to D regular, E premium, of 10 seats each. */
export interface RoutingStage {
  readonly routing: Routing;
  freshShow(): string;
  close(): Promise<void>;
}

const UNKNOWN_SHOW = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

/** What every implementation of the port promises, as tests of its suite. */
export function testRouting(contract: Test<RoutingStage>, open: () => Promise<RoutingStage>): void {
  contract.before(async (stage) => void Object.assign(stage, await open()));
  contract.after((stage) => stage.close());

  contract('every verb of a booking is answered as its show decides', async ({ routing, freshShow }) => {
    const show_id = freshShow();
    const session_id = randomUUID();
    const ask = asker(routing, show_id);
    const reserved = bookingIn(await ask('reserve', { session_id, seats: ['A-1', 'A-2'] }));
    assert.equal([reserved.status, reserved.version], ['reserved', 1]);
    const { booking_id } = reserved;
    const changed = bookingIn(await ask('change', { session_id, booking_id, seats: ['B-1'] }));
    assert.equal(
      changed.seats.map(({ seat_id }) => seat_id),
      ['B-1'],
    );
    assert.is(bookingIn(await ask('booking', { session_id, booking_id })).version, changed.version);
    assert.is((await ask('pay', { session_id, booking_id, payment_token: 'tok_ok' })).status, 202);
    const booked = await eventually(
      async () => bookingIn(await ask('booking', { session_id, booking_id })),
      ({ status }) => status === 'booked',
    );
    assert.is(booked.total.amount, changed.total.amount);
    assert.is(bookingIn(await ask('cancel', { session_id, booking_id })).status, 'cancelled');
  });

  contract('what a door asks is answered as its show decides', async ({ routing, freshShow }) => {
    const show_id = freshShow();
    const session_id = randomUUID();
    const ask = asker(routing, show_id);
    const { booking_id } = bookingIn(await ask('reserve', { session_id, seats: ['A-1'] }));
    await ask('pay', { session_id, booking_id, payment_token: 'tok_ok' });
    await eventually(
      async () => bookingIn(await ask('booking', { session_id, booking_id })),
      ({ status }) => status === 'booked',
    );
    const ticket = { booking_id, seat_id: 'A-1' };
    const list = await ask('door-list', {});
    assert.equal(list.body, { tickets: [{ ...ticket, admitted_at: null }] });
    const early = await ask('check-in', {
      ...ticket,
      nonce: 'scan',
      admitted_at: '2020-02-29T20:00:00+01:00',
    });
    assert.is(early.type === 'check_in' && early.body.result, 'too_early');
    const none = await ask('check-in', { ...ticket, seat_id: 'A-2', nonce: 'scan' });
    assert.equal(none.body, { result: 'invalid', admitted_at: null, admits_from: null });
  });

  contract('every verb of the queue is answered as its show decides', async ({ routing, freshShow }) => {
    const ask = asker(routing, freshShow());
    const session_id = randomUUID();
    await fill(ask);
    const joined = await ask('wait', { session_id, count: 2 });
    assert.is(joined.type, 'waiting');
    if (joined.type !== 'waiting') return;
    const { waiting_id, position } = joined.body.waiting;
    assert.is(position, 1);
    assert.is((await ask('waiting', { session_id, waiting_id })).status, 200);
    const left = await ask('leave', { session_id, waiting_id });
    assert.is(left.type === 'waiting' && left.body.waiting.status, 'cancelled');
  });

  contract('a refusal comes as its problem, with all that it says', async ({ routing, freshShow }) => {
    const ask = asker(routing, freshShow());
    await ask('reserve', { session_id: randomUUID(), seats: ['A-1'] });
    const refused = await ask('reserve', { session_id: randomUUID(), seats: ['A-1', 'A-2'] });
    assert.equal([refused.type, refused.status], ['problem', 409]);
    assert.equal(refused.type === 'problem' && [refused.body.code, refused.body.reason, refused.body.seats], [
      'retry',
      'held',
      ['A-1'],
    ]);
  });

  contract('a show that is not there is unknown', async ({ routing }) => {
    const answer = await asker(routing, UNKNOWN_SHOW)('seats', {});
    assert.equal([answer.status, answer.type === 'problem' && answer.body.code], [404, 'unknown_show']);
  });

  contract('an operator’s command is done, and its answer has no body', async ({ routing, freshShow }) => {
    const ask = asker(routing, freshShow());
    assert.equal(await ask('block-seats', { seats: ['A-1'] }), { type: 'done', status: 204, body: null });
  });

  contract('a request that is repeated with its key is done once', async ({ routing, freshShow }) => {
    const show_id = freshShow();
    const body = { session_id: randomUUID(), count: 2 };
    const reserve = (): Promise<Answer> =>
      routing.ask({ verb: 'reserve', show_id, body, idempotency_key: 'again' });
    const answers = await Promise.all([reserve(), reserve(), reserve()]);
    const ids = new Set(answers.map((answer) => bookingIn(answer).booking_id));
    assert.is(ids.size, 1);
  });

  contract('of many who want the same seats at once one gets them', async ({ routing, freshShow }) => {
    const ask = asker(routing, freshShow());
    const answers = await Promise.all(
      Array.from({ length: 300 }, () => ask('reserve', { session_id: randomUUID(), seats: ['C-5', 'C-6'] })),
    );
    assert.is(answers.filter(({ status }) => status === 201).length, 1);
    assert.is(answers.filter(({ status }) => status === 409).length, 299);
  });

  contract('a session’s bookings are found over all shows, newest first', async ({ routing, freshShow }) => {
    const session_id = randomUUID();
    const made: string[] = [];
    for (let count = 1; count <= 3; count += 1) {
      const booking = bookingIn(await asker(routing, freshShow())('reserve', { session_id, count }));
      made.unshift(booking.booking_id);
      // An id begins with the millisecond that it was drawn in.
      await nextMillisecond();
    }
    const answer = await routing.sessionBookings(session_id);
    assert.is(answer.type, 'bookings');
    if (answer.type !== 'bookings') return;
    assert.is(answer.body.complete, true);
    assert.equal(
      answer.body.bookings.map(({ booking_id }) => booking_id),
      made,
    );
  });

  contract('the operator sees how shows stand, the busiest first', async ({ routing, freshShow }) => {
    const [busy, busier] = [freshShow(), freshShow()];
    await asker(routing, busy)('reserve', { session_id: randomUUID(), seats: ['A-1', 'A-2'] });
    const ask = asker(routing, busier);
    await ask('block-seats', { seats: ['E-1'] });
    await fill(ask, 49);
    const session_id = randomUUID();
    await ask('wait', { session_id, count: 2 });
    const answer = await routing.overview(100);
    assert.is(answer.type, 'overview');
    if (answer.type !== 'overview') return;
    const { shows, engines, complete } = answer.body;
    assert.is(complete, true);
    const sizes = shows.map((show) => show.waiting + show.reservations + show.charges + show.refunds);
    assert.equal(
      sizes,
      sizes.toSorted((one, other) => other - one),
    );
    const seen = shows.find(({ show_id }) => show_id === busier);
    assert.equal(seen?.seats, { available: 0, reserved: 49, booked: 0, blocked: 1 });
    assert.equal([seen?.waiting, seen?.reservations, seen?.expiring_soon, seen?.charges], [1, 5, 0, 0]);
    assert.ok(seen !== undefined && Date.parse(seen.oldest_wait_at ?? '') <= Date.now());
    assert.is(shows.find(({ show_id }) => show_id === busy)?.seats.reserved, 2);
    const sum = (of: (engine: (typeof engines)[number]) => number): number =>
      engines.reduce((total, engine) => total + of(engine), 0);
    assert.ok(sum((engine) => engine.waiting) >= 1 && sum((engine) => engine.reservations) >= 6);
    assert.ok(sum((engine) => engine.commits_total) > 0);

    const first = await routing.overview(1);
    assert.is(first.type === 'overview' && first.body.shows.length, 1);
  });

  contract('what is available is told for shows that were sold from', async ({ routing, freshShow }) => {
    const show_id = freshShow();
    assert.is(routing.available(show_id), null);
    await asker(routing, show_id)('reserve', { session_id: randomUUID(), seats: ['A-1', 'E-1', 'E-2'] });
    const available = await eventually(
      async () => routing.available(show_id),
      (counts) => counts !== null,
    );
    assert.equal(available, [39, 8]);
  });

  contract(
    'who subscribes hears of every step from then on, in order, until they stop',
    async ({ routing, freshShow }) => {
      const show_id = freshShow();
      const ask = asker(routing, show_id);
      const heard: ShowNews[] = [];
      const stop = routing.subscribe(show_id, listener(heard));
      const seats = await ask('seats', {});
      const first_version = seats.type === 'seat_map' ? seats.body.version : Number.NaN;
      await Promise.all(
        Array.from({ length: 20 }, () => ask('reserve', { session_id: randomUUID(), count: 1 })),
      );
      await eventually(
        async () => heard.flatMap(({ bookings }) => bookings),
        (bookings) => bookings.length >= 20,
      );
      const versions = heard.map(({ previous_version }) => previous_version);
      assert.equal(versions, [first_version, ...heard.slice(0, -1).map(({ version }) => version)]);
      assert.is(
        new Set(heard.flatMap(({ seats: changed }) => changed.map(({ seat_id }) => seat_id))).size,
        20,
      );

      stop();
      const heard_before = heard.length;
      const other: ShowNews[] = [];
      const stopOther = routing.subscribe(show_id, listener(other));
      await ask('reserve', { session_id: randomUUID(), count: 1 });
      await eventually(
        async () => other.length,
        (count) => count > 0,
      );
      assert.is(heard.length, heard_before);
      stopOther();
    },
  );

  contract(
    'when the wait of a whole crowd ends, everybody in it is heard of once',
    async ({ routing, freshShow }) => {
      const show_id = freshShow();
      const ask = asker(routing, show_id);
      await fill(ask);
      const joined = await Promise.all(
        Array.from({ length: 300 }, () => ask('wait', { session_id: randomUUID(), count: 1 })),
      );
      const crowd = joined.map((answer) => (answer.type === 'waiting' ? answer.body.waiting.waiting_id : ''));
      const heard: ShowNews[] = [];
      const stop = routing.subscribe(show_id, listener(heard));
      await ask('cancel-show', {});
      const ended = await eventually(
        async () => heard.flatMap(({ ended_waitings }) => ended_waitings),
        (waitings) => waitings.length >= crowd.length,
      );
      assert.equal(ended.map(({ waiting_id }) => waiting_id).sort(), crowd.sort());
      assert.ok(ended.every(({ status }) => status === 'show_cancelled'));
      stop();
    },
  );

  contract('nothing is pending once all is answered, and seats can be sold', async ({ routing }) => {
    assert.equal(routing.state(), { requests_pending: 0, available: true });
  });
}

function asker(routing: Routing, show_id: string) {
  return (verb: string, body: object): Promise<Answer> =>
    routing.ask(Object.assign({ verb, show_id, body, idempotency_key: null }));
}

/** Takes all fifty seats, or as many as there are, ten for each of five sessions. */
async function fill(ask: ReturnType<typeof asker>, seats = 50): Promise<void> {
  for (let left = seats; left > 0; left -= 10) {
    const answer = await ask('reserve', { session_id: randomUUID(), count: Math.min(10, left) });
    assert.is(answer.status, 201);
  }
}

function nextMillisecond(): Promise<number> {
  const before = Date.now();
  return eventually(
    async () => Date.now(),
    (now) => now > before,
  );
}

function listener(heard: ShowNews[]): ShowListener {
  return { news: (news) => void heard.push(news), missed: () => undefined };
}

export function bookingIn(answer: Answer) {
  if (answer.type !== 'booking') throw new Error(`no booking in ${JSON.stringify(answer)}`);
  return answer.body.booking;
}

/** Reads again and again until what is read is as it should be; whoever runs the tests ends it where that never comes. */
export async function eventually<Value>(
  read: () => Promise<Value>,
  isThere: (value: Value) => boolean,
): Promise<Value> {
  for (;;) {
    const value = await read();
    if (isThere(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
