import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Broker } from '../../src/nats/broker.ts';
import {
  createRequester,
  NoAnswerError,
  NobodyListensError,
  NotConnectedError,
} from '../../src/nats/requester.ts';
import { bytesOf, isConnected, openMailbox, openStage, textOf } from './stage.ts';

const requester = suite('requester');
const stage = openStage();
requester.after.each(stage.close);

const TIMEOUT_MS = 10_000;

/** Answers each message with its own text, in capitals and behind its header. */
function echo(broker: Broker, subject: string): void {
  broker.subscribe(subject, (message) => {
    const answer = `${message.header('x-name') ?? 'nobody'}: ${textOf(message).toUpperCase()}`;
    if (message.reply !== null) broker.publish(message.reply, bytesOf(answer));
  });
}

/** The error with which a request ends. */
async function failure(request: Promise<unknown>): Promise<Error> {
  const error = await request.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('it was answered');
  return error;
}

requester('many requests at once get each its own answer', async () => {
  const { url } = await stage.server();
  const { broker: one } = stage.broker(url);
  const { broker: other } = stage.broker(url);
  echo(other, 'echo');
  await Promise.all([isConnected(one), isConnected(other)]);
  const asking = createRequester(one);
  // Until the echo's subscription has reached the server.
  while ((await asking.request('echo', bytesOf('?'), TIMEOUT_MS).catch(() => null)) === null);
  const words = Array.from({ length: 500 }, (_, number) => `word ${number}`);
  const answers = await Promise.all(
    words.map((word) => asking.request('echo', bytesOf(word), TIMEOUT_MS, { 'X-Name': word })),
  );
  assert.equal(
    answers.map(textOf),
    words.map((word) => `${word}: ${word.toUpperCase()}`),
  );
  asking.close();
});

requester('nobody listens: known at once, and nothing was done', async () => {
  const { url } = await stage.server();
  const { broker: one } = stage.broker(url);
  await isConnected(one);
  const asking = createRequester(one);
  assert.instance(await failure(asking.request('nowhere', bytesOf(''), TIMEOUT_MS)), NobodyListensError);
});

requester(
  'an answer that does not come in time: the outcome is not known; a late one harms nobody',
  async () => {
    const { url } = await stage.server();
    const { broker: one } = stage.broker(url);
    const box = openMailbox(one, 'slow');
    await isConnected(one);
    const asking = createRequester(one);
    assert.instance(await failure(asking.request('slow', bytesOf(''), 20)), NoAnswerError);
    const { reply } = await box.next();
    if (reply === null) throw new Error('no reply subject');
    one.publish(reply, bytesOf('too late'));
    const again = asking.request('slow', bytesOf(''), TIMEOUT_MS);
    const second = await box.next();
    one.publish(second.reply ?? '', bytesOf('in time'));
    one.publish(second.reply ?? '', bytesOf('twice'));
    assert.is(textOf(await again), 'in time');
  },
);

requester(
  'without a connection nothing is sent; where it is lost meanwhile the outcome is not known',
  async () => {
    const server = await stage.server();
    const { broker: one } = stage.broker(server.url);
    const box = openMailbox(one, 'slow');
    await isConnected(one);
    const asking = createRequester(one);
    const asked = failure(asking.request('slow', bytesOf(''), TIMEOUT_MS));
    await box.next();
    await server.stop('SIGKILL');
    assert.instance(await asked, NoAnswerError);
    assert.instance(await failure(asking.request('slow', bytesOf(''), TIMEOUT_MS)), NotConnectedError);
    await server.start();
    await isConnected(one);
    const again = asking.request('slow', bytesOf(''), TIMEOUT_MS);
    one.publish((await box.next()).reply ?? '', bytesOf('back'));
    assert.is(textOf(await again), 'back');
  },
);

requester('a payload that is too large is refused, and no timer stays', async () => {
  const { url } = await stage.server('max_payload: 100');
  const { broker: one } = stage.broker(url);
  await isConnected(one);
  const asking = createRequester(one);
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  assert.instance(await failure(asking.request('echo', new Uint8Array(101), TIMEOUT_MS)), RangeError);
  assert.is(timers(), before);
});

requester('closing tells whoever still waits', async () => {
  const { url } = await stage.server();
  const { broker: one } = stage.broker(url);
  const box = openMailbox(one, 'slow');
  await isConnected(one);
  const asking = createRequester(one);
  const first = failure(asking.request('slow', bytesOf(''), TIMEOUT_MS));
  await box.next();
  asking.close();
  assert.instance(await first, NoAnswerError);
  const other = createRequester(one);
  const second = failure(other.request('slow', bytesOf(''), TIMEOUT_MS));
  await box.next();
  await one.close();
  assert.instance(await second, NoAnswerError);
});

requester.run();
