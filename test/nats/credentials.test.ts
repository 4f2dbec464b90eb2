import { nkeys } from '@nats-io/transport-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Credentials } from '../../src/nats/broker.ts';
import { createAuthority, seedOf } from './identities.ts';
import type { LogBook } from './log-book.ts';
import { isConnected, openStage } from './stage.ts';

const credentials = suite('credentials');
const stage = openStage();
credentials.after.each(stage.close);

const NONE: Credentials = { type: 'none' };

/** Connects with what is right, and sees what is wrong refused: said once, and tried on without a word of any secret. */
async function check(
  configuration: string,
  right: Credentials,
  wrong: readonly Credentials[],
  secrets: readonly string[],
): Promise<void> {
  const server = await stage.server(configuration);
  const { broker: welcome, log } = stage.broker(server.url, { credentials: right });
  await isConnected(welcome);
  const logs: LogBook[] = [log];
  for (const refused of wrong) {
    const { broker: stranger, log: said } = stage.broker(server.url, { credentials: refused });
    const line = await said.says(/no connection .*until/);
    assert.is(line.level, 'error');
    assert.match(JSON.stringify(line.details), /Authorization Violation/);
    assert.is(stranger.isConnected(), false);
    logs.push(said);
  }
  const text = JSON.stringify(logs.map(({ lines }) => lines));
  for (const secret of secrets) assert.not(text.includes(secret));
}

credentials('user and password', async () => {
  await check(
    'authorization { users: [{ user: engine, password: hush-hush }] }',
    { type: 'password', user: 'engine', password: 'hush-hush' },
    [{ type: 'password', user: 'engine', password: 'psst-psst' }, NONE],
    ['hush-hush', 'psst-psst'],
  );
});

credentials('a token', async () => {
  await check(
    'authorization { token: hush-hush }',
    { type: 'token', token: 'hush-hush' },
    [{ type: 'token', token: 'psst-psst' }, NONE],
    ['hush-hush', 'psst-psst'],
  );
});

credentials('an nkey', async () => {
  const right = nkeys.createUser();
  const wrong = seedOf(nkeys.createUser());
  await check(
    `authorization { users: [{ nkey: ${right.getPublicKey()} }] }`,
    { type: 'nkey', seed: seedOf(right) },
    [{ type: 'nkey', seed: wrong }, NONE],
    [seedOf(right), wrong],
  );
});

credentials('a creds file', async () => {
  const authority = createAuthority();
  const right = authority.creds();
  const wrong = createAuthority().creds();
  await check(
    authority.server_configuration,
    { type: 'creds', readText: () => right },
    [{ type: 'creds', readText: () => wrong }, NONE],
    [...right.split('\n'), ...wrong.split('\n')].filter((line) => line !== '' && !line.startsWith('--')),
  );
});

credentials('a creds file that expires is renewed without a restart', async () => {
  const authority = createAuthority();
  const server = await stage.server(authority.server_configuration);
  let text = authority.creds(Math.floor(Date.now() / 1_000) + 4);
  const { broker, log } = stage.broker(server.url, {
    credentials: { type: 'creds', readText: () => text },
  });
  await isConnected(broker);
  await log.says(/connection .* is lost.*[Ee]xpired/);
  await log.says(/no connection .*until/);
  text = authority.creds();
  await isConnected(broker);
});

credentials('a creds file that cannot be used any more is said, and tried on', async () => {
  const authority = createAuthority();
  const server = await stage.server(authority.server_configuration);
  const right = authority.creds();
  let readText = (): string => {
    throw new Error('ENOENT: it was removed');
  };
  const { broker, log } = stage.broker(server.url, {
    credentials: { type: 'creds', readText: () => readText() },
  });
  await log.says(/no connection .*until.*it was removed/);
  readText = () => right;
  await isConnected(broker);
});

credentials('a password that is put right at the server lets us in', async () => {
  const server = await stage.server('authorization { user: engine, password: old }');
  const { broker, log } = stage.broker(server.url, {
    credentials: { type: 'password', user: 'engine', password: 'new' },
  });
  await log.says(/no connection .*until/);
  await server.stop();
  await server.start('authorization { user: engine, password: new }');
  await isConnected(broker);
  assert.is(log.matching(/no connection .*until/).length, 1);
});

credentials.run();
