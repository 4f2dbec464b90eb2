import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  ConnectionError,
  type HttpClient,
  openHttpClient,
  TimeoutError,
  UnexpectedAnswerError,
} from '../../src/client/index.ts';
import { type BoxOffice, openBoxOffice } from '../gateway/box-office.ts';
import { refusalOf, rejectionOf } from './asking.ts';
import {
  ANSWER_LOST,
  ANSWER_WITHHELD,
  openUnreliableProxy,
  problemOf,
  type UnreliableProxy,
} from './unreliable.ts';

interface Stage {
  box_office: BoxOffice;
  proxy: UnreliableProxy;
  client: HttpClient;
  show_id: string;
}

/** Whatever happens on the way, what was asked for is done once, and told. */
const retries = suite<Stage>('repeating what is safe to repeat');

const fresh: string[] = [];

retries.before(async (stage) => {
  stage.box_office = await openBoxOffice({ shows: 30 });
  fresh.push(...stage.box_office.shows);
});
retries.before.each(async (stage) => {
  stage.proxy = await openUnreliableProxy(stage.box_office.url);
  stage.client = openHttpClient({ url: stage.proxy.url });
  stage.show_id = fresh.pop() ?? '';
});
retries.after.each(async ({ client, proxy }) => {
  await client.close();
  await proxy.close();
});
retries.after(({ box_office }) => box_office.close());

retries('an answer that is lost after the seats were reserved leads to one booking', async (stage) => {
  const { proxy, client, show_id } = stage;
  proxy.prepare(ANSWER_LOST, ANSWER_LOST, ANSWER_LOST);
  const session = client.session();
  const booking = await session.reserve(show_id, { count: 2 });
  assert.is(proxy.seen.length, 4);
  assert.is(new Set(proxy.seen.map(({ key }) => key)).size, 1);
  assert.match(proxy.seen[0]?.key ?? '', /^\S{32}$/);
  const { bookings } = await session.bookings();
  assert.equal(bookings, [booking]);
  const taken = (await client.seats(show_id)).seats.filter(({ status }) => status !== 'available');
  assert.is(taken.length, 2);
});

retries(
  'an answer that never comes is asked for again under the same key',
  async ({ proxy, client, show_id }) => {
    proxy.prepare(ANSWER_WITHHELD, ANSWER_WITHHELD);
    const session = client.session();
    const booking = await session.reserve(show_id, { count: 1 }, { timeout_ms: 300 });
    assert.is(new Set(proxy.seen.map(({ key }) => key)).size, 1);
    assert.equal((await session.bookings()).bookings, [booking]);
  },
);

retries('whatever a session changes is done once, however often its answer is lost', async (stage) => {
  const { proxy, client, show_id, box_office } = stage;
  const session = client.session();
  const steps = async <Result>(action: () => Promise<Result>): Promise<Result> => {
    const before = box_office.engine.statistics().steps_total;
    proxy.prepare(ANSWER_LOST, ANSWER_LOST);
    const result = await action();
    assert.is(box_office.engine.statistics().steps_total, before + 1);
    return result;
  };
  const booking = await steps(() => session.reserve(show_id, { seats: ['A-1'] }));
  await steps(() => session.change(booking, ['A-2']));
  assert.is((await steps(() => session.release(booking))).status, 'released');

  for (let taken = 0; taken < 50; taken += 10) await client.session().reserve(show_id, { count: 10 });
  const place = await steps(() => session.wait(show_id, { count: 2 }));
  assert.is((await steps(() => session.leave(place))).status, 'cancelled');
});

retries('a payment whose answer is lost is charged once', async ({ proxy, client, show_id }) => {
  const session = client.session();
  const booking = await session.reserve(show_id, { count: 1 });
  proxy.prepare(ANSWER_LOST, ANSWER_LOST, ANSWER_LOST);
  const booked = await session.pay(booking, 'tok_ok');
  assert.equal([booked.status, booked.version], ['booked', 3]);
});

retries('what will pass is waited for as long as it says', async ({ proxy, client, show_id }) => {
  proxy.prepare(problemOf(503, 'overloaded', 1), problemOf(503, 'unavailable'), problemOf(503, 'stopping'));
  await client.session().reserve(show_id, { count: 1 });
  assert.is(proxy.seen.length, 4);
  assert.is(new Set(proxy.seen.map(({ key }) => key)).size, 1);
  const [first, second] = proxy.seen;
  assert.ok((second?.at ?? 0) - (first?.at ?? 0) >= 990, 'not before it said');
});

retries('a proxy whose box office is away is asked again', async ({ proxy, client, show_id }) => {
  proxy.prepare({ type: 'answered', status: 502, content_type: 'text/html', body: '<h1>Bad Gateway</h1>' });
  await client.seats(show_id);
  assert.is(proxy.seen.length, 2);
});

retries('nothing else is repeated', async ({ proxy, client, show_id }) => {
  const session = client.session();
  const lasting = [
    [409, 'retry'],
    [422, 'invalid_request'],
    [429, 'rate_limited'],
    [500, 'internal_error'],
  ] as const;
  for (const [status, code] of lasting) {
    proxy.prepare(problemOf(status, code));
    assert.is((await refusalOf(session.reserve(show_id, { count: 1 }))).code, code);
  }
  assert.is(proxy.seen.length, lasting.length);
  assert.is(new Set(proxy.seen.map(({ key }) => key)).size, lasting.length);

  const strangers = [
    [404, 'text/html'],
    [200, 'text/html'],
  ] as const;
  for (const [status, content_type] of strangers) {
    proxy.prepare({ type: 'answered', status, content_type, body: '<h1>It works!</h1>' });
    assert.instance(await rejectionOf(client.seats(show_id)), UnexpectedAnswerError);
  }
  assert.is(proxy.seen.length, lasting.length + strangers.length);
});

retries('after the deadline the last failure is told', async ({ proxy, client, show_id }) => {
  const unavailable = Array.from({ length: 50 }, () => problemOf(503, 'unavailable'));
  proxy.prepare(...unavailable);
  assert.is((await refusalOf(client.seats(show_id, { deadline_ms: 500 }))).code, 'unavailable');
  assert.ok(proxy.seen.length > 1);

  proxy.prepare(problemOf(503, 'stopping', 5));
  const asked = proxy.seen.length;
  assert.is((await refusalOf(client.seats(show_id, { deadline_ms: 1_000 }))).code, 'stopping');
  assert.is(proxy.seen.length, asked + 1, 'what cannot be in time is not waited for');

  proxy.prepare(ANSWER_WITHHELD);
  assert.instance(await rejectionOf(client.seats(show_id, { deadline_ms: 300 })), TimeoutError);

  await proxy.close();
  const lost = await rejectionOf(client.seats(show_id, { deadline_ms: 300 }));
  assert.instance(lost, ConnectionError);
  assert.ok(Reflect.get(Object(lost), 'cause') instanceof Error);
});

retries('to abort ends a pause between two tries at once', async ({ proxy, client, show_id }) => {
  proxy.prepare(problemOf(503, 'stopping', 20));
  const leaving = new AbortController();
  proxy.onRequest(() => setImmediate(() => leaving.abort()));
  const rejection = rejectionOf(client.seats(show_id, { signal: leaving.signal, deadline_ms: 60_000 }));
  assert.is(await rejection, leaving.signal.reason);
});

retries('a loop over the queue goes on where its answers are lost', async (stage) => {
  const { proxy, client, show_id, box_office } = stage;
  const direct = openHttpClient({ url: box_office.url });
  const holders = Array.from({ length: 5 }, () => direct.session());
  const held = await Promise.all(
    holders.map(async (holder) => ({ holder, booking: await holder.reserve(show_id, { count: 10 }) })),
  );
  const told: string[] = [];
  proxy.prepare(ANSWER_LOST, ANSWER_LOST);
  for await (const place of client.session().waitForSeats(show_id, { count: 1 })) {
    told.push(place.status);
    proxy.prepare(ANSWER_LOST, problemOf(429, 'rate_limited'), ANSWER_LOST);
    const next = held.pop();
    if (place.status === 'waiting') await next?.holder.release(next.booking);
  }
  assert.equal(told, ['waiting', 'served']);
  await direct.close();
});

retries.run();
