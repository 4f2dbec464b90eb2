import fc from 'fast-check';
import type { Test } from 'uvu';
import * as assert from 'uvu/assert';
import { seatName } from '../../../bench/hall.ts';
import { arbitraryMove } from '../../gateway/race-player.ts';
import { raceFor } from '../../gateway/race-verdict.ts';
import { at, valueAt } from '../../gateway/stage.ts';
import { holder, joinQueue, seatsIn, statuses, type VenueStage } from './stage.ts';
import { type Answer, assertRefused, type Visitor } from './visitor.ts';

const PLAYERS = 70;
const MOVES = 10;
const SEATS = 300;

/** Lapsing, waiting and being told of it: the same at every venue. */
export function testWaiting(contract: Test<VenueStage>): void {
  contract('what is not paid in time lapses, and whoever listens hears of it', async (stage) => {
    const show = stage.freshShow(stage.brief);
    const { visitor, booking } = await holder(stage.briefVisitor(), show, { seats: ['A-1'] });
    const known = await visitor.ask('GET', `${booking}?wait_s=30&after=0`);
    assert.is(at(known, 'booking', 'status'), 'reserved');
    const expired = await visitor.ask('GET', `${booking}?wait_s=30&after=1`);
    assert.is(at(expired, 'booking', 'status'), 'expired');
    assert.is((await statuses(visitor, show)).get('A-1'), 'available');
    const late = await visitor.ask('POST', `${booking}/payment`, { body: { payment_token: 'tok_ok' } });
    assertRefused(late, 410, 'reservation_expired');
    await holder(stage.briefVisitor(), show, { seats: ['A-1'] });
  });

  contract('a long poll answers when its booking changes, and when its time is over', async (stage) => {
    const { visitor, booking } = await holder(stage.visitor(), stage.freshShow(), { count: 1 });
    const in_vain = await visitor.ask('GET', `${booking}?wait_s=1&after=1`);
    assert.equal([at(in_vain, 'booking', 'status'), at(in_vain, 'booking', 'version')], ['reserved', '1']);
    const polled = visitor.ask('GET', `${booking}?wait_s=30&after=1`);
    await visitor.ask('DELETE', booking);
    assert.is(at(await polled, 'booking', 'status'), 'released');
  });

  contract('the queue is served in its order, and nobody gets past it', async (stage) => {
    const show = stage.freshShow();
    const { visitor: single, booking: single_booking } = await holder(stage.visitor(), show, {
      seats: ['A-1'],
    });
    const nine = await holder(stage.visitor(), show, { count: 9 });
    const others = await Promise.all(
      Array.from({ length: 29 }, () => holder(stage.visitor(), show, { count: 10 })),
    );
    const visitors = [stage.visitor(), stage.visitor(), stage.visitor(), stage.visitor()] as const;
    const [first, second, third, newcomer] = visitors;
    const places: string[] = [];
    for (const [index, count] of [2, 1, 1].entries()) {
      const { place, answer } = await joinQueue(visitors[index] ?? first, show, count);
      assert.equal(
        [at(answer, 'waiting', 'status'), at(answer, 'waiting', 'position')],
        ['waiting', String(index + 1)],
      );
      places.push(place);
    }
    const [first_place = '', second_place = '', third_place = ''] = places;
    assert.is((await joinQueue(first, show, 2)).place, first_place);
    const otherwise = await first.ask('POST', `${show}/waiting`, { body: { count: 3 } });
    assertRefused(otherwise, 409, 'already_waiting', { count: 2, waiting_id: first_place.split('/').at(-1) });
    const told = await second.ask('GET', second_place);
    const polls = [first, second, third].map((visitor, index) =>
      visitor.ask(
        'GET',
        `${places[index]}?wait_s=30&after=${index === 1 ? at(told, 'waiting', 'version') : 1}`,
      ),
    );

    // One seat comes free: too few for the head, and nobody behind it or new gets it.
    await single.ask('DELETE', single_booking);
    assertRefused(
      await newcomer.ask('POST', `${show}/bookings`, { body: { seats: ['A-1'] } }),
      409,
      'retry',
      {
        reason: 'queue',
        waiting: 3,
      },
    );
    assertRefused(await newcomer.ask('POST', `${show}/bookings`, { body: { count: 1 } }), 409, 'retry', {
      reason: 'queue',
    });
    assert.is(at(await second.ask('GET', second_place), 'waiting', 'position'), '2');

    await nine.visitor.ask('DELETE', nine.booking);
    const served = await Promise.all(
      polls.map((poll, index) => endOf(poll, visitors[index] ?? first, places[index])),
    );
    const seats = served.flatMap((answer) => seatsIn(answer, 'waiting', 'booking'));
    assert.equal([seats.length, new Set(seats).size], [4, 4]);
    for (const answer of served) assert.is(valueAt(answer, 'waiting', 'position'), null);
    assert.is(at(await third.ask('GET', third_place), 'waiting', 'status'), 'served');
    await holder(newcomer, show, { count: 6 });
    assert.is(others.length, 29);
  });

  contract('who leaves makes room for those behind, and who can never be served is told', async (stage) => {
    const show = stage.freshShow();
    const holders = await stage.fill(show);
    const [first, second] = [stage.visitor(), stage.visitor()];
    const { place } = await joinQueue(first, show, 10);
    const behind = await joinQueue(second, show, 1);
    const left = await first.ask('DELETE', place);
    assert.equal([left.status, at(left, 'waiting', 'status')], [200, 'cancelled']);
    assert.equal((await first.ask('DELETE', place)).body, left.body, 'to leave again changes nothing');
    assert.is(at(await second.ask('GET', behind.place), 'waiting', 'position'), '1');
    const polled = second.ask('GET', `${behind.place}?wait_s=30&after=2`);
    await Promise.all(
      holders.map(({ visitor, booking }) =>
        visitor.ask('POST', `${booking}/payment`, { body: { payment_token: 'tok_ok' } }),
      ),
    );
    assert.is(at(await endOf(polled, second, behind.place), 'waiting', 'status'), 'not_enough_seats');
    assertRefused(await first.ask('POST', `${show}/bookings`, { body: { count: 1 } }), 409, 'show_full');
    assertRefused(await first.ask('POST', `${show}/waiting`, { body: { count: 1 } }), 409, 'show_full');
  });

  contract('a wait ends when it has lasted long enough; seats that lapse go to the queue', async (stage) => {
    const show = stage.freshShow();
    const empty = await joinQueue(stage.visitor(), show, 2);
    assert.equal([at(empty.answer, 'waiting', 'status')], ['served'], 'where there are seats, at once');
    assert.is(seatsIn(empty.answer, 'waiting', 'booking').length, 2);

    const brief_show = stage.freshShow(stage.brief);
    const holders = Array.from({ length: 30 }, () => holder(stage.briefVisitor(), brief_show, { count: 10 }));
    await Promise.all(holders);
    const waiter = stage.briefVisitor();
    const { place } = await joinQueue(waiter, brief_show, 1);
    const end = await endOf(waiter.ask('GET', `${place}?wait_s=30&after=1`), waiter, place);
    assert.is(at(end, 'waiting', 'status'), 'served');
  });

  contract(
    'a race: no seat twice, first come first served, no newcomer before those who wait',
    async (stage) => {
      const seen = { holds: 0, gains: 0, joins: 0, ordered_joins: 0, served: 0 };
      const move = arbitraryMove(SEATS).filter(({ type }) => type !== 'exchange');
      const scripts = fc.array(fc.array(move, { minLength: MOVES, maxLength: MOVES }), {
        minLength: PLAYERS,
        maxLength: PLAYERS,
      });
      const play = async (script: Parameters<typeof raceFor>[1]): Promise<void> => {
        const show = { path: stage.freshShow(), seats: SEATS, nameOf: seatName };
        await raceFor(show, script, () => stage.visitor(), seen);
      };
      // To shrink what went wrong would take more shows than there are.
      await fc.assert(fc.asyncProperty(scripts, play), { numRuns: 1, endOnFailure: true });
      assert.ok(
        Object.values(seen).every((count) => count > 0),
        JSON.stringify(seen),
      );
    },
  );
}

/** The end of a wait: a poll may tell a new position first. */
async function endOf(polled: Promise<Answer>, visitor: Visitor, place = ''): Promise<Answer> {
  const answer = await polled;
  if (at(answer, 'waiting', 'status') !== 'waiting') return answer;
  return endOf(
    visitor.ask('GET', `${place}?wait_s=30&after=${at(answer, 'waiting', 'version')}`),
    visitor,
    place,
  );
}
