import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { SESSION_BOOKINGS } from '../../../src/nats/subjects.ts';
import { ask, assertDone, assertRefused, at, openStage, type Stage, valueAt } from './stage.ts';

const bookings = suite<{ stage: Stage }>('the bookings of a session, over NATS');

bookings.before(async (context) => {
  context.stage = await openStage();
});

bookings.after(async ({ stage }) => stage.close());

bookings('they are told over all shows, and whether these are all', async ({ stage }) => {
  const visitor = stage.visitor();
  const made: string[] = [];
  for (let times = 0; times < 2; times += 1) {
    made.push(at(await visitor.ask(stage.freshShow(), 'reserve', { count: 1 }), 'booking', 'booking_id'));
  }
  const answer = await ask(
    stage.connection,
    SESSION_BOOKINGS,
    JSON.stringify({ session_id: visitor.session_id }),
  );
  assertDone(answer);
  assert.is(valueAt(answer, 'complete'), true);
  const told = [at(answer, 'bookings', 0, 'booking_id'), at(answer, 'bookings', 1, 'booking_id')];
  assert.equal(told.sort(), made.sort());
  assert.not.match(JSON.stringify(answer), visitor.session_id, 'no answer tells a session');
});

bookings('a session that has none is told so', async ({ stage }) => {
  const answer = await ask(stage.connection, SESSION_BOOKINGS, JSON.stringify({ session_id: randomUUID() }));
  assert.equal(valueAt(answer, 'bookings'), []);
});

bookings('what is no session, or not JSON, or more than that, is refused', async ({ stage }) => {
  const session_id = randomUUID();
  for (const body of [
    {},
    { session_id: 1 },
    { session_id: 'short' },
    { session_id, show_id: 'x' },
    [],
    null,
  ]) {
    assertRefused(
      await ask(stage.connection, SESSION_BOOKINGS, JSON.stringify(body)),
      422,
      'invalid_request',
    );
  }
  for (const payload of ['{', Uint8Array.of(0xff, 0xfe)]) {
    assertRefused(await ask(stage.connection, SESSION_BOOKINGS, payload), 400, 'malformed_json');
  }
  const large = JSON.stringify({ session_id: 'x'.repeat(20_000) });
  assertRefused(await ask(stage.connection, SESSION_BOOKINGS, large), 413, 'payload_too_large');
});

bookings.run();
