import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openMemoryLog } from '../../persistence/index.ts';
import type { CommitOutcome } from '../../persistence/memory/memory-log.ts';
import type { Routing } from '../../src/routing/routing.ts';
import { assertRefused, at, openStage } from './stage.ts';

const trouble = suite('trouble');

trouble('a full disk: nothing is sold, everything says so, and it goes on by itself', async () => {
  let outcome: CommitOutcome = 'committed';
  const { box_office, freshShow, holder, visitor } = await openStage({
    log: openMemoryLog({ outcomeOf: () => outcome }),
  });
  const show = freshShow();
  const { visitor: guest, booking } = await holder(show, { seats: ['A-1'] });
  outcome = 'full';
  const refused = await visitor().ask('POST', `${show}/bookings`, { body: { seats: ['A-2'] } });
  assertRefused(refused, 503, 'unavailable');
  assert.is(refused.headers.get('retry-after'), '2');
  const not_ready = await visitor().ask('GET', '/readyz');
  assertRefused(not_ready, 503, 'unavailable');
  outcome = 'committed';
  let again = await visitor().ask('POST', `${show}/bookings`, { body: { seats: ['A-2'] } });
  while (again.status === 503)
    again = await visitor().ask('POST', `${show}/bookings`, { body: { seats: ['A-2'] } });
  assert.is(again.status, 201);
  assert.is((await visitor().ask('GET', '/readyz')).status, 200);
  assert.is(at(await guest.ask('GET', booking), 'booking', 'status'), 'reserved');
  await box_office.close();
});

trouble(
  'too much to do: listings are refused first, then maps, reserving, joining; never the rest',
  async () => {
    let requests_pending = 0;
    const aroundRouting = (routing: Routing): Routing => ({
      ...routing,
      state: () => ({ ...routing.state(), requests_pending }),
    });
    const { box_office, freshShow, holder, visitor } = await openStage({ aroundRouting });
    const show = freshShow();
    const holders = [];
    for (let held = 0; held < 5; held += 1) holders.push(await holder(show, { count: 10 }));
    const waiter = visitor();
    const joined = await waiter.ask('POST', `${show}/waiting`, { body: { count: 1 } });
    const place = `${show}/waiting/${at(joined, 'waiting', 'waiting_id')}`;
    const [payer, releaser] = holders;
    if (payer === undefined || releaser === undefined) return assert.unreachable();
    const guest = visitor();

    const classes = {
      listing: () => guest.ask('GET', '/v1/cities'),
      seat_map: () => guest.ask('GET', `${show}/seats`),
      reserve: () => guest.ask('POST', `${show}/bookings`, { body: { seats: ['A-1'] } }),
      join: () => guest.ask('POST', `${show}/waiting`, { body: { count: 1 } }),
    };
    const refusedAt = async (pending: number): Promise<string[]> => {
      requests_pending = pending;
      // The count may be a few milliseconds old.
      const begun_at = performance.now();
      while (performance.now() - begun_at < 10) await guest.ask('GET', '/healthz');
      const refused = [];
      for (const [name, ask] of Object.entries(classes)) {
        const answer = await ask();
        if (answer.status !== 503) continue;
        assertRefused(answer, 503, 'overloaded');
        assert.is(answer.headers.get('retry-after'), '1');
        refused.push(name);
      }
      return refused;
    };
    assert.equal(await refusedAt(0), []);
    assert.equal(await refusedAt(1_500), ['listing']);
    assert.equal(await refusedAt(3_000), ['listing', 'seat_map']);
    assert.equal(await refusedAt(6_000), ['listing', 'seat_map', 'reserve']);
    assert.equal(await refusedAt(1_000_000), ['listing', 'seat_map', 'reserve', 'join']);

    const paid = await payer.visitor.ask('POST', `${payer.booking}/payment`, {
      body: { payment_token: 'tok_ok' },
    });
    assert.is(paid.status, 200);
    assert.is((await releaser.visitor.ask('DELETE', releaser.booking)).status, 200);
    assert.is(at(await waiter.ask('GET', place), 'waiting', 'status'), 'served');
    assert.is((await waiter.ask('DELETE', place)).status, 200);
    await box_office.close();
  },
);

trouble('an error of our own is logged with its words, and told without them', async () => {
  const { box_office, freshShow, visitor } = await openStage({
    aroundRouting: (routing) => ({
      ...routing,
      ask: async () => {
        throw new Error('the words of the error');
      },
    }),
  });
  const answer = await visitor().ask('POST', `${freshShow()}/bookings`, { body: { count: 1 } });
  assertRefused(answer, 500, 'internal_error');
  assert.not.match(JSON.stringify(answer.body), 'the words of the error');
  await box_office.close();
});

trouble.run();
