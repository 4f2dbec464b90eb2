import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openEventStream } from './event-stream.ts';
import { at, openStage, type Stage } from './stage.ts';

const closing = suite('closing');

/** Fills a show and lets somebody wait. */
async function busyShow({ freshShow, holder, visitor }: Stage) {
  const show = freshShow();
  const holders = [];
  for (let held = 0; held < 5; held += 1) holders.push(await holder(show, { count: 10 }));
  const waiter = visitor();
  const joined = await waiter.ask('POST', `${show}/waiting`, { body: { count: 1 } });
  return { show, holders, waiter, place: `${show}/waiting/${at(joined, 'waiting', 'waiting_id')}` };
}

closing('ends long polls with what is known, and streams, and answers what is under way', async () => {
  const stage = await openStage({ shows: 2, gateway: { payment_wait_ms: 60_000 } });
  const { box_office } = stage;
  const { show, holders, waiter, place } = await busyShow(stage);
  const [one, other] = holders;
  if (one === undefined || other === undefined) return assert.unreachable();
  const stream = await openEventStream(box_office, `${show}/stream`);
  await stream.next();
  const booking = one.visitor.ask('GET', `${one.booking}?wait_s=60&after=1`);
  const waiting = waiter.ask('GET', `${place}?wait_s=60&after=99`);
  const payment = other.visitor.ask('POST', `${other.booking}/payment`, {
    body: { payment_token: 'tok_late' },
  });
  while (at(await other.visitor.ask('GET', other.booking), 'booking', 'version') === '1') await sleep(5);

  const closed = box_office.close();
  assert.is(at(await booking, 'booking', 'status'), 'reserved');
  assert.is(at(await waiting, 'waiting', 'status'), 'waiting');
  assert.is((await payment).status, 202, 'still in flight: it goes on without its caller');
  let event = await stream.next();
  while (event !== null) event = await stream.next();
  await closed;
  await fetch(`${box_office.url}/healthz`).then(
    () => assert.unreachable('nobody is there any more'),
    (error: Error) => assert.is(error.name, 'TypeError'),
  );
});

closing('of what was asked before, everything is answered', async () => {
  const stage = await openStage({ shows: 3 });
  const { box_office, freshShow, visitor } = stage;
  const show = freshShow();
  await visitor().ask('GET', `${show}/seats`);
  const asked = Array.from({ length: 100 }, () =>
    visitor().ask('POST', `${show}/bookings`, { body: { count: 1 } }),
  );
  await Promise.race(asked);
  const closed = box_office.close();
  const outcomes = await Promise.allSettled(asked);
  await closed;
  for (const outcome of outcomes) {
    // A connection that was not accepted any more is a definite answer too: nothing was asked.
    if (outcome.status === 'rejected') assert.is(outcome.reason.name, 'TypeError', String(outcome.reason));
    else assert.ok([201, 409, 503].includes(outcome.value.status), String(outcome.value.status));
  }
});

closing('does not wait for connections that never ask for anything', async () => {
  const { box_office } = await openStage({ shows: 1 });
  const silent = connect(Number(new URL(box_office.url).port), '127.0.0.1');
  silent.on('error', () => undefined);
  await once(silent, 'connect');
  const hung_up = once(silent, 'close');
  await box_office.close();
  await hung_up;
});

closing.run();
