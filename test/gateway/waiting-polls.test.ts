import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createPatience } from '../../src/gateway/live/patience.ts';
import { createPlaces } from '../../src/gateway/live/places.ts';
import { createPositionSweeps } from '../../src/gateway/live/position-sweeps.ts';
import { createRecently } from '../../src/gateway/live/recently.ts';
import { createWaitingPolls } from '../../src/gateway/live/waiting-polls.ts';
import { drawId } from '../../src/ids.ts';
import { inProcessRouting } from '../../src/routing/in-process.ts';
import { openBoxOffice } from './box-office.ts';
import { at } from './stage.ts';
import { openStillQueue } from './still-queue.ts';

const polls = suite('long polls for places');

/** A show of two seats, which somebody has, and three who wait for it, each with a long poll that is under way. */
async function openQueue() {
  const box_office = await openBoxOffice({ shows: 1, rows: 2, seats_per_row: 1 });
  const routing = inProcessRouting(box_office.engine);
  const [show_id = ''] = box_office.shows;
  const [reads, ends] = [openStillQueue(), openStillQueue()];
  const sweeps = createPositionSweeps(reads, 0);
  const told = createRecently(60_000);
  const patience = createPatience(createPlaces(10));
  const poll = createWaitingPolls({ routing, patience, sweeps, ends, told });

  const holder = { session_id: drawId() };
  const held = await routing.ask({
    verb: 'reserve',
    show_id,
    body: { ...holder, count: 2 },
    idempotency_key: null,
  });
  const join = async () => {
    const session = { session_id: drawId() };
    const body = { ...session, count: 1 };
    const joined = await routing.ask({ verb: 'wait', show_id, body, idempotency_key: null });
    const place = { ...session, waiting_id: at(joined, 'waiting', 'waiting_id') };
    const hang_up = new AbortController();
    /** How the poll ended, once it has. */
    const ends: string[] = [];
    const end = poll({ show_id, ...place, after: 99, wait_ms: 60_000, signal: hang_up.signal });
    return {
      ends,
      hang_up,
      end: end.then((answer) => ends.push(at(answer, 'waiting', 'status'))),
      leave: () => routing.ask({ verb: 'leave', show_id, body: place, idempotency_key: null }),
    };
  };
  return {
    waiters: [await join(), await join(), await join()] as const,
    release: () => {
      const body = { ...holder, booking_id: at(held, 'booking', 'booking_id') };
      return routing.ask({ verb: 'release', show_id, body, idempotency_key: null });
    },
    reads,
    ends,
    async close() {
      patience.letGo();
      sweeps.close();
      told.close();
      await box_office.close();
    },
  };
}

polls('who was served hears of it at once, whoever else is still to be told', async () => {
  const { waiters, release, ends, close } = await openQueue();
  const [first, second] = waiters;
  await second.leave();
  await release();
  await first.end;
  assert.equal(first.ends, ['served']);
  assert.is(ends.tasks.size, 1);
  assert.equal(second.ends, []);
  await close();
});

polls('whose wait ended otherwise hears of it in their turn, and is not looked after meanwhile', async () => {
  const { waiters, reads, ends, close } = await openQueue();
  const [first, second, third] = waiters;
  await second.leave();
  await first.leave();
  // The sweep of the show comes in a turn of its own.
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.is(reads.tasks.size, 1, 'only the position of who still waits');
  const [tellSecond, tellFirst] = ends.tasks;
  tellSecond?.();
  await second.end;
  assert.equal([first.ends, second.ends, third.ends], [[], ['cancelled'], []]);
  tellFirst?.();
  await first.end;
  assert.equal(first.ends, ['cancelled']);
  await close();
});

polls('who hangs up need not be told', async () => {
  const { waiters, ends, close } = await openQueue();
  const [first] = waiters;
  await first.leave();
  assert.is(ends.tasks.size, 1);
  first.hang_up.abort();
  await first.end;
  assert.is(ends.tasks.size, 0);
  await close();
});

polls.run();
