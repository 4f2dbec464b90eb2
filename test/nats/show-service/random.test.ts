import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawId } from '../../../src/ids.ts';
import { showSubject } from '../../../src/nats/subjects.ts';
import { PROBLEM_KINDS } from '../../../src/protocol/problem-kinds.ts';
import { findEndpoints } from './endpoints.ts';
import { ask, type NatsAnswer, openStage, type Stage, valueAt } from './stage.ts';

const random = suite<{ stage: Stage; verbs: string[] }>('anything at all over NATS');

random.before(async (context) => {
  context.stage = await openStage();
  context.verbs = (await findEndpoints(context.stage.connection)).map(({ verb }) => verb);
});

random.after(async ({ stage }) => {
  assert.equal(
    stage.service.logged.lines.filter((line) => line.startsWith('error')),
    [],
  );
  await stage.close();
});

function assertProper(answer: NatsAnswer): void {
  const told = JSON.stringify(answer);
  if (answer.status === null) {
    assert.is(valueAt(answer, 'code'), undefined, told);
    return;
  }
  assert.ok(answer.status >= 400 && answer.status < 500, told);
  assert.ok(Object.hasOwn(PROBLEM_KINDS, String(valueAt(answer, 'code'))), told);
}

random('any bytes as a payload', async ({ stage, verbs }) => {
  const show_id = stage.freshShow();
  const steps_before = stage.box_office.engine.statistics().steps_total;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...verbs), fc.uint8Array({ maxLength: 200 }), async (verb, payload) => {
      const answer = await ask(stage.connection, showSubject(show_id, verb), payload);
      assertProper(answer);
      assert.ok(answer.status !== null || verb === 'seats');
    }),
    { numRuns: 1_000 },
  );
  assert.is(stage.box_office.engine.statistics().steps_total, steps_before);
});

random('any JSON as a payload', async ({ stage, verbs }) => {
  const show_id = stage.freshShow();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...verbs), fc.json(), async (verb, payload) => {
      assertProper(await ask(stage.connection, showSubject(show_id, verb), payload));
    }),
    { numRuns: 1_000 },
  );
});

/** What each field may be, with now and then something else. */
const FIELDS = {
  session_id: fc.constant('a-session-of-this-test'),
  seats: fc.array(fc.constantFrom('A-1', 'A-2', 'E-10', 'Z-1'), { maxLength: 11 }),
  count: fc.integer({ min: -1, max: 12 }),
  type: fc.constantFrom('regular', 'premium', 'royal'),
  booking_id: fc.constantFrom(drawId(), 'x'),
  waiting_id: fc.constantFrom(drawId(), 'x'),
  payment_token: fc.constantFrom('tok_ok', ''),
  wait_s: fc.integer({ min: -1, max: 1 }),
  after: fc.integer({ min: -1, max: 2 }),
};

random('nearly proper bodies', async ({ stage, verbs }) => {
  const show_id = stage.freshShow();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...verbs),
      fc.record(FIELDS, { requiredKeys: ['session_id'] }),
      async (verb, body) => {
        assertProper(await ask(stage.connection, showSubject(show_id, verb), JSON.stringify(body)));
      },
    ),
    { numRuns: 1_000 },
  );
});

/** What NATS allows between two dots of a subject that is published to. */
const token = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  .filter((text) => /^[^\s.*>\p{Cc}]+$/u.test(text));

random('any subject', async ({ stage, verbs }) => {
  const show_id = stage.freshShow();
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(token, fc.constant(show_id)),
      fc.oneof(token, fc.constantFrom(...verbs)),
      async (show, verb) => assertProper(await ask(stage.connection, showSubject(show, verb), '{}')),
    ),
    { numRuns: 1_000 },
  );
});

random('any partition and any show, past the mapping', async ({ stage }) => {
  const show_id = stage.freshShow();
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 63 }),
      fc.oneof(token, fc.constant(show_id)),
      async (partition, show) =>
        assertProper(await ask(stage.connection, `boxoffice.p.${partition}.show.${show}.seats`, '')),
    ),
  );
});

random.run();
