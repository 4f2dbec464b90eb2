import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createRequester } from '../../src/nats/requester.ts';
import { bytesOf, isConnected, openMailbox, openStage, settled, textOf } from './stage.ts';

const broker = suite('broker');
const stage = openStage();
/** Far longer than an answer takes. */
const UNANSWERED_AFTER_MS = 3_000;
broker.after.each(stage.close);

const unhandled: unknown[] = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));
broker.after(() => assert.equal(unhandled, []));

/** What still keeps this process running: sockets and timers. What was ended is gone some turns of the event loop later. */
async function restingHandles(): Promise<readonly string[]> {
  await sleep(50);
  return process.getActiveResourcesInfo().filter((name) => /TCPSocket|Timeout|GetAddrInfo|TLS/.test(name));
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

broker(
  'messages arrive in order, with their subject, reply subject and headers whatever their case',
  async () => {
    const { url } = await stage.server();
    const { broker: one } = stage.broker(url);
    const { broker: other } = stage.broker(url);
    const box = openMailbox(one, 'greeting.*');
    await Promise.all([isConnected(one), isConnected(other)]);
    const first = { reply: 'answers.here', headers: { 'Idempotency-Key': 'k1' } };
    assert.is(one.publish('greeting.morning', bytesOf('good morning'), first), true);
    assert.is(one.publish('greeting.evening', bytesOf('good evening')), true);
    const morning = await box.next();
    assert.is(morning.subject, 'greeting.morning');
    assert.is(morning.reply, 'answers.here');
    assert.is(morning.header('idempotency-key'), 'k1');
    assert.is(morning.header('x-other'), null);
    const evening = await box.next();
    assert.is(textOf(evening), 'good evening');
    assert.is(evening.reply, null);
    assert.is(evening.header('idempotency-key'), null);
    assert.is(other.publish('greeting.late', bytesOf('good night')), true);
    assert.is(textOf(await box.next()), 'good night');
  },
);

broker('of a queue group one gets each message', async () => {
  const { url } = await stage.server();
  const { broker: one } = stage.broker(url);
  await isConnected(one);
  const boxes = [openMailbox(one, 'work', 'workers'), openMailbox(one, 'work', 'workers')];
  const end = openMailbox(one, 'end');
  for (let number = 0; number < 20; number += 1) one.publish('work', bytesOf(String(number)));
  one.publish('end', bytesOf(''));
  await end.next();
  assert.is(boxes.flatMap((box) => box.texts).length, 20);
});

broker('the server is away at the start: said once, tried on, and subscriptions wait for it', async () => {
  const server = await stage.server();
  await server.stop();
  const { broker: one, log } = stage.broker(server.url);
  const box = openMailbox(one, 'news');
  await log.says(/cannot be reached.*ECONNREFUSED/);
  assert.is(one.isConnected(), false);
  assert.is(one.maxPayload(), 0);
  assert.is(one.publish('news', bytesOf('too early')), false);
  // Long enough for two further attempts, which say nothing new.
  await sleep(1_200);
  assert.is(log.matching(/cannot be reached/).length, 1);
  await server.start();
  await isConnected(one);
  assert.ok(one.maxPayload() > 0);
  assert.is(one.publish('news', bytesOf('now')), true);
  assert.is(textOf(await box.next()), 'now');
  assert.equal(box.texts, ['now']);
});

broker('lost and back: told once each, subscriptions live on, nothing is sent later', async () => {
  const server = await stage.server();
  const { broker: one, log } = stage.broker(server.url);
  const told: boolean[] = [];
  one.onConnection((is_connected) => told.push(is_connected));
  const box = openMailbox(one, 'news');
  const ended = openMailbox(one, 'news');
  await isConnected(one);
  await server.stop('SIGKILL');
  await isConnected(one, false);
  ended.unsubscribe();
  assert.is(one.publish('news', bytesOf('into nothing')), false);
  await log.says(/connection .* is lost/);
  await server.start();
  await isConnected(one);
  assert.is(one.publish('news', bytesOf('back')), true);
  assert.is(textOf(await box.next()), 'back');
  assert.equal(box.texts, ['back']);
  assert.equal(ended.texts, []);
  assert.equal(told, [true, false, true]);
});

broker('a server that hangs is noticed, and the next one in the list is used', async () => {
  const first = await stage.server();
  const second = await stage.server();
  const { broker: one, log } = stage.broker(first.url, { servers: [first.url, second.url] });
  await isConnected(one);
  assert.is(log.matching(new RegExp(`connected .*${first.port}`)).length, 1);
  first.signal('SIGSTOP');
  await log.says(/is lost.*answers no pings/);
  await log.says(new RegExp(`connected .*${second.port}`));
  first.signal('SIGCONT');
});

broker('a server that is about to stop is left for another one at once', async () => {
  const first = await stage.server();
  const second = await stage.server();
  const { broker: one, log } = stage.broker(first.url, { servers: [first.url, second.url] });
  await isConnected(one);
  first.signal('SIGUSR2');
  await log.says(/about to stop/);
  await log.says(new RegExp(`connected .*${second.port}`));
  await isConnected(one);
});

broker('a payload that is too large is refused before it is sent, headers counted in', async () => {
  const { url } = await stage.server('max_payload: 1000');
  const { broker: one, log } = stage.broker(url);
  const box = openMailbox(one, 'box');
  await isConnected(one);
  assert.is(one.maxPayload(), 1_000);
  assert.throws(() => one.publish('box', new Uint8Array(1_001)), /1001 bytes .* 1000/);
  const headers = { 'Idempotency-Key': 'k'.repeat(100) };
  assert.throws(() => one.publish('box', new Uint8Array(900), { headers }), /bytes are more than/);
  assert.is(one.publish('box', new Uint8Array(1_000)), true);
  assert.is((await box.next()).payload.length, 1_000);
  assert.is(one.publish('box', new Uint8Array(800), { headers }), true);
  assert.is((await box.next()).payload.length, 800);
  assert.is(log.matching(/lost|refuses/).length, 0);
});

broker('a subject that would end early on the wire is refused', async () => {
  const { url } = await stage.server();
  const { broker: one } = stage.broker(url);
  for (const subject of ['', 'two words', 'line\r\nPUB']) {
    assert.throws(() => one.subscribe(subject, () => undefined), RangeError);
  }
  await isConnected(one);
  assert.throws(() => one.publish('two words', bytesOf('')));
});

broker('a server is named by its plain URL, and by nothing that could hold a secret', () => {
  const wrong = ['127.0.0.1:4222', 'localhost', 'http://localhost', 'nats://me:hush@localhost', 'nats://'];
  for (const servers of [[], ...wrong.map((url) => [url])]) {
    assert.throws(
      () => stage.broker('', { servers }),
      (thrown: unknown) => thrown instanceof RangeError && !thrown.message.includes('hush'),
    );
  }
});

broker('a handler or a listener that throws is logged, and the next message arrives', async () => {
  const { url } = await stage.server();
  const { broker: one, log } = stage.broker(url);
  one.onConnection(() => {
    throw new Error('no ears');
  });
  one.subscribe('box', () => {
    throw new Error('no hands');
  });
  const box = openMailbox(one, 'box');
  await isConnected(one);
  one.publish('box', bytesOf('first'));
  one.publish('box', bytesOf('second'));
  await box.next();
  assert.is(textOf(await box.next()), 'second');
  assert.is(log.matching(/could not be handled.*no hands/).length, 2);
  assert.is(log.matching(/could not be handled.*no ears/).length, 1);
});

broker('what is not permitted is said once, and the rest goes on', async () => {
  const { url } = await stage.server(
    'authorization { users: [{ user: a, password: b, permissions { publish: "open", subscribe: "open" } }] }',
  );
  const credentials = { type: 'password', user: 'a', password: 'b' } as const;
  const { broker: one, log } = stage.broker(url, { credentials });
  one.subscribe('secret', () => undefined);
  const box = openMailbox(one, 'open');
  await isConnected(one);
  for (let number = 0; number < 5; number += 1) one.publish('secret', bytesOf('x'));
  one.publish('open', bytesOf('y'));
  await box.next();
  await log.says(/refuses something.*Publish to .*secret/);
  assert.is(log.matching(/refuses something.*Publish/).length, 1);
  assert.is(log.matching(/refuses something.*Subscription/).length, 1);
});

broker('closing sends what was published, tells the listeners, and leaves nothing behind', async () => {
  const { url } = await stage.server();
  const { broker: reader } = stage.broker(url);
  const box = openMailbox(reader, 'news');
  await isConnected(reader);
  const before = await restingHandles();
  const { broker: one } = stage.broker(url);
  const told: boolean[] = [];
  one.onConnection((is_connected) => told.push(is_connected));
  await isConnected(one);
  for (let number = 0; number < 1_000; number += 1) one.publish('news', bytesOf(String(number)));
  await one.close();
  assert.is(one.isConnected(), false);
  assert.is(one.publish('news', bytesOf('late')), false);
  await one.close();
  while (box.texts.length < 1_000) await box.next();
  assert.is(box.texts.at(-1), '999');
  assert.equal(told, [true, false]);
  assert.equal(await restingHandles(), before);
});

broker(
  'of a queue group one closes: what the server gave it is answered, and the rest by the others',
  async () => {
    const { url } = await stage.server();
    const { broker: asker } = stage.broker(url);
    const workers = Array.from({ length: 4 }, () => stage.broker(url).broker);
    for (const worker of workers) {
      worker.subscribe('work', ({ reply }) => worker.publish(reply ?? '', bytesOf('done')), 'workers');
    }
    await Promise.all([asker, ...workers].map((one) => isConnected(one)));
    await Promise.all(workers.map((worker) => settled(worker)));
    const requester = createRequester(asker);
    const answers: Promise<unknown>[] = [];
    const askSome = (): void => {
      for (let number = 0; number < 20; number += 1) {
        answers.push(requester.request('work', bytesOf(''), UNANSWERED_AFTER_MS));
      }
    };
    for (const leaving of workers.slice(1)) {
      let is_closed = false;
      const closed = leaving.close().then(() => {
        is_closed = true;
      });
      while (!is_closed) {
        askSome();
        await sleep(0);
      }
      await closed;
    }
    askSome();
    await Promise.all(answers);
    requester.close();
  },
);

broker('closing does not wait for a server that hangs', async () => {
  const server = await stage.server();
  const { broker: one } = stage.broker(server.url);
  await isConnected(one);
  const before = (await restingHandles()).length;
  server.signal('SIGSTOP');
  one.publish('news', bytesOf('x'));
  await one.close();
  server.signal('SIGCONT');
  assert.ok((await restingHandles()).length < before);
});

broker('closing while nobody is there, or somebody who says nothing, leaves nothing behind', async () => {
  const before = await restingHandles();
  const { broker: alone, log } = stage.broker('nats://127.0.0.1:1');
  await log.says(/cannot be reached/);
  await alone.close();
  assert.equal(await restingHandles(), before);

  const guests: Socket[] = [];
  let welcome: () => void = () => undefined;
  const knocked = new Promise<void>((resolve) => {
    welcome = resolve;
  });
  const silent = createServer((guest) => {
    guests.push(guest);
    welcome();
  });
  const { broker: unanswered } = stage.broker(`nats://127.0.0.1:${await portOf(silent)}`);
  await knocked;
  await unanswered.close();
  await Promise.all(
    guests.map((guest) => guest.resume() && new Promise((gone) => guest.once('close', gone))),
  );
  await new Promise((closed) => silent.close(closed));
  assert.equal(await restingHandles(), before);
});

broker('what is no NATS server, or hangs up, is said', async () => {
  const rude = createServer((guest) => guest.end());
  const { log: first } = stage.broker(`nats://127.0.0.1:${await portOf(rude)}`);
  await first.says(/cannot be reached.*hung up/);
  const mail = createServer((guest) =>
    guest.on('error', () => undefined).write('220 mail.example ESMTP\r\n'),
  );
  const { log: second } = stage.broker(`nats://127.0.0.1:${await portOf(mail)}`);
  await second.says(/cannot be reached.*NATS server does/);
  await stage.close();
  rude.close();
  mail.close();
});

broker.run();
