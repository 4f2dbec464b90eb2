import { setImmediate as nextTurn } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openNewsroom } from '../../actors/engine/newsroom.ts';
import type { ShowFact } from '../../actors/index.ts';
import { COMMANDS_A_TURN, ENDED_WAITS_A_TURN } from '../../actors/limits.ts';
import type { WaitingView } from '../../actors/show/replies.ts';

const newsroom = suite('newsroom');

const CROWD = 3 * ENDED_WAITS_A_TURN + 1;

function waiting(person: number): WaitingView {
  const waiting_id = `waiting ${person}`;
  const show_id = 'show';
  return {
    waiting_id,
    show_id,
    status: 'timed_out',
    version: 2,
    count: 1,
    position: null,
    expires_at: 0,
    booking: null,
  };
}

/** A step of one event that ended so many waits. */
function factOf(show_id: string, sequence: number, ended: number): ShowFact {
  return {
    show_id,
    sequence,
    events: [{ type: 'sales_closed', at: 0 }],
    seats: [{ seat_id: 'A-1', status: 'available' }],
    bookings: [],
    ended_waitings: Array.from({ length: ended }, (_, person) => waiting(person)),
    queue_moved: true,
    available: [1],
  };
}

newsroom('a step that ended few waits is told at once', () => {
  const told: ShowFact[] = [];
  const facts = [factOf('one', 1, ENDED_WAITS_A_TURN), factOf('two', 1, 0), factOf('one', 2, 1)];
  const { tell } = openNewsroom((fact) => told.push(fact));
  for (const fact of facts) tell(fact);
  assert.equal(told, facts);
});

newsroom('the end of a whole queue is told over several turns, everybody once and in order', async () => {
  const told: ShowFact[] = [];
  let isAllTold = (): void => undefined;
  const all_told = new Promise<void>((resolve) => (isAllTold = resolve));
  const { tell } = openNewsroom((fact) => {
    told.push(fact);
    if (fact.show_id === 'hot' && fact.sequence === 8) isAllTold();
  });
  const crowd = factOf('hot', 6, CROWD);
  tell(crowd);
  tell({ ...factOf('hot', 7, 1), queue_moved: false });
  tell(factOf('hot', 8, 0));
  assert.is(told.length, 1, 'the first part is told at once');
  tell(factOf('quiet', 1, 1));
  assert.is(told.at(-1)?.show_id, 'quiet', 'another show does not wait');
  await all_told;
  const hot = told.filter(({ show_id }) => show_id === 'hot');
  const parts = hot.slice(0, 4);
  assert.equal(
    parts.flatMap(({ ended_waitings }) => ended_waitings),
    crowd.ended_waitings,
  );
  assert.ok(parts.every(({ ended_waitings }) => ended_waitings.length <= ENDED_WAITS_A_TURN));
  assert.equal(
    parts.map(({ events, seats, queue_moved }) => [events.length, seats.length, queue_moved]),
    [
      [1, 1, false],
      [0, 0, false],
      [0, 0, false],
      [0, 0, true],
    ],
    'that the queue moved comes last',
  );
  assert.equal(
    hot.map(({ sequence }) => sequence),
    [6, 7, 7, 7, 7, 8],
  );
  for (const [index, { sequence, events }] of hot.slice(0, -1).entries()) {
    assert.is(hot[index + 1]?.sequence, sequence + events.length, 'each goes on from the one before');
  }
});

newsroom('the news of a show catch up with it while it is as busy as can be', async () => {
  const told: ShowFact[] = [];
  const { tell } = openNewsroom((fact) => told.push(fact));
  tell(factOf('hot', 1, CROWD));
  let made = 1;
  const lag = (): number => made - (told.at(-1)?.sequence ?? 0);
  do {
    for (let command = 0; command < COMMANDS_A_TURN; command += 1) {
      made += 1;
      tell(factOf('hot', made, 0));
    }
    assert.ok(lag() < 20 * COMMANDS_A_TURN, `${lag()} steps are not told yet`);
    await nextTurn();
  } while (lag() > 0);
  tell(factOf('hot', made + 1, 0));
  assert.is(told.at(-1)?.sequence, made + 1, 'it is told at once again');
});

newsroom.run();
