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
import { createCaller } from './caller.ts';
import { at } from './stage.ts';
import { openStillQueue } from './still-queue.ts';

const polls = suite('long polls for places');

const SEATS = 40;
const SEATS_A_HOLDER = 10;
/** Later than what was reserved at the beginning lapses. */
const LATER_MS = 400_000;

/** A show of which all seats are held, and as many who wait for one of them, each with a long poll that is under way. */
async function openQueue() {
  let now = Date.now();
  const size = { shows: 1, rows: 2, seats_per_row: SEATS / 2 };
  const box_office = await openBoxOffice({ ...size, clock: () => now });
  const routing = inProcessRouting(box_office.engine);
  const [show_id = ''] = box_office.shows;
  const of_show = { show_id, idempotency_key: null };
  const [reads, ends] = [openStillQueue(), openStillQueue()];
  const sweeps = createPositionSweeps(reads, 0);
  const told = createRecently(60_000);
  const patience = createPatience(createPlaces(SEATS));
  const poll = createWaitingPolls({ routing, patience, sweeps, ends, told });

  for (let held = 0; held < SEATS; held += SEATS_A_HOLDER) {
    const body = { session_id: drawId(), count: SEATS_A_HOLDER };
    await routing.ask({ verb: 'reserve', body, ...of_show });
  }
  const join = async () => {
    const session = { session_id: drawId() };
    const joined = await routing.ask({ verb: 'wait', body: { ...session, count: 1 }, ...of_show });
    const place = { ...session, waiting_id: at(joined, 'waiting', 'waiting_id') };
    const { caller, leave: hangUp } = createCaller();
    /** How the poll ended, once it has. */
    const statuses: string[] = [];
    const over = poll({ show_id, ...place, after: 99, wait_ms: 60_000, caller });
    return {
      statuses,
      hangUp,
      over: over.then((answer) => statuses.push(at(answer, 'waiting', 'status'))),
      leave: () => routing.ask({ verb: 'leave', body: place, ...of_show }),
    };
  };
  const first = await join();
  const others = [];
  for (let waiting = 1; waiting < SEATS; waiting += 1) others.push(await join());
  return {
    first,
    others,
    reads,
    ends,
    letGo: () => patience.letGo(),
    cancelShow: () => routing.ask({ verb: 'cancel-show', body: {}, ...of_show }),
    async lapse() {
      now += LATER_MS;
      await routing.ask({ verb: 'seats', body: {}, ...of_show });
    },
    async close() {
      patience.letGo();
      sweeps.close();
      told.close();
      await box_office.close();
    },
  };
}

polls('a wait that ends alone is told of at once', async () => {
  const { first, ends, close } = await openQueue();
  await first.leave();
  await first.over;
  assert.equal(first.statuses, ['cancelled']);
  assert.is(ends.tasks.size, 0);
  await close();
});

polls('those who are served hear of it at once, however many they are', async () => {
  const { first, others, lapse, ends, close } = await openQueue();
  await lapse();
  for (const { over, statuses } of [first, ...others]) {
    await over;
    assert.equal(statuses, ['served']);
  }
  assert.is(ends.tasks.size, 0);
  await close();
});

polls('where a queue ends they hear of it in their turn, and are not looked after meanwhile', async () => {
  const { first, others, cancelShow, reads, ends, close } = await openQueue();
  await cancelShow();
  assert.is(ends.tasks.size, SEATS);
  const [tellFirst, ...tellOthers] = ends.tasks;
  tellFirst?.();
  await first.over;
  assert.equal(first.statuses, ['show_cancelled']);
  assert.ok(others.every(({ statuses }) => statuses.length === 0));
  for (const tell of tellOthers) tell();
  await Promise.all(others.map(({ over }) => over));
  assert.is(reads.tasks.size, 0);
  await close();
});

polls('who is still to be told hears how it ended, however the waiting ends', async () => {
  const { first, others, cancelShow, letGo, ends, close } = await openQueue();
  await cancelShow();
  first.hangUp();
  await first.over;
  assert.is(ends.tasks.size, SEATS - 1);
  letGo();
  for (const { over, statuses } of others) {
    await over;
    assert.equal(statuses, ['show_cancelled']);
  }
  assert.is(ends.tasks.size, 0);
  await close();
});

polls.run();
