import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createLongPolls } from '../../../src/nats/show-service/long-polls.ts';
import { showSubject } from '../../../src/nats/subjects.ts';
import type { Answer } from '../../../src/protocol/answers.ts';
import type { Routing } from '../../../src/routing/routing.ts';
import { assertDone, assertRefused, openStage } from './stage.ts';

const DONE: Answer = { type: 'done', status: 204, body: null };

const limits = suite('limits over NATS');

limits('only so many long polls are held open; who asks without waiting is never in the way', async () => {
  const long_polls = createLongPolls();
  let release = (): void => {};
  const released = new Promise<Answer>((resolve) => {
    release = () => resolve(DONE);
  });
  const held: Promise<Answer>[] = [];
  for (let polls = 0; polls < 20_000; polls += 1) held.push(long_polls.hold(60, () => released));
  const answerNow = async (): Promise<Answer> => DONE;
  const refused = await long_polls.hold(1, answerNow);
  assert.is(refused.type === 'problem' && refused.body.code, 'overloaded');
  assert.equal(await long_polls.hold(0, answerNow), DONE);
  assert.equal(await long_polls.hold(undefined, answerNow), DONE);
  release();
  await Promise.all(held);
  assert.equal(await long_polls.hold(1, answerNow), DONE);
});

limits('a poll that fails makes room again', async () => {
  const long_polls = createLongPolls();
  for (let polls = 0; polls < 20_001; polls += 1) {
    await long_polls
      .hold(1, () => Promise.reject(new Error('it fails')))
      .then(
        () => assert.unreachable(),
        (error: unknown) => assert.match(String(error), 'it fails'),
      );
  }
});

limits('only so many requests are under way, whatever they ask', async () => {
  const waiting: (() => void)[] = [];
  const aroundRouting = (routing: Routing): Routing => ({
    ...routing,
    ask: (request) =>
      request.verb === 'release'
        ? new Promise((resolve) => waiting.push(() => resolve(DONE)))
        : routing.ask(request),
  });
  const stage = await openStage({ service: { aroundRouting } });
  const show_id = stage.freshShow();
  const visitor = stage.visitor();
  const booking_id = show_id;
  const payload = JSON.stringify({ session_id: visitor.session_id, booking_id });
  for (let requests = 0; requests < 40_000; requests += 1) {
    stage.connection.publish(showSubject(show_id, 'release'), payload, { reply: 'nobody' });
  }
  assertRefused(await visitor.ask(show_id, 'booking', { booking_id }), 503, 'overloaded');
  assert.is(waiting.length, 40_000);
  for (const answer of waiting) answer();
  assertDone(await visitor.ask(show_id, 'seats'));
  await stage.close();
});

limits.run();
