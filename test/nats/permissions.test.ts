import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { partitionOf } from '../../persistence/index.ts';
import { drawId } from '../../src/ids.ts';
import type { Credentials, TlsFiles } from '../../src/nats/broker.ts';
import { createRequester } from '../../src/nats/requester.ts';
import { openClient } from '../support/client.ts';
import { WITH_MAPPING } from '../support/nats-server.ts';
import { type Service, startEngine, startService } from '../support/service.ts';
import { findShows, importSmallCatalogue } from '../support/small-catalogue.ts';
import { createCertificateAuthority } from './certificates.ts';
import { bytesOf, isConnected, openMailbox, openStage, settled, textOf } from './stage.ts';

const permissions = suite('permissions');
const stage = openStage();
const folder = mkdtempSync(join(tmpdir(), 'boxoffice-permissions-'));
const services: Service[] = [];
permissions.after.each(stage.close);
permissions.after(async () => {
  await Promise.all(services.map((service) => service.stop('SIGKILL')));
  rmSync(folder, { recursive: true });
});

type User = 'engine' | 'gateway' | 'frontend' | 'listener';

const authority = createCertificateAuthority(folder, 'authority');
const { cert, key } = authority.sign('server', 'IP:127.0.0.1');
const tls: TlsFiles = { ca: authority.ca, cert: null, key: null };
const passwordOf = (user: User): string => `the-password-of-the-${user}`;
const credentials = (user: User): Credentials => ({ type: 'password', user, password: passwordOf(user) });

/** What ships with the project, with all of it in force. Of what stands behind a #, one space begins a comment. */
const WHOLE = WITH_MAPPING.replace(/^#(?! \S)(?=.)/gm, '')
  .replace(/\$BOXOFFICE_(\w+)_PASSWORD/g, (_, user: string) => `the-password-of-the-${user.toLowerCase()}`)
  .replace('/etc/boxoffice/nats.pem', cert ?? '')
  .replace('/etc/boxoffice/nats-key.pem', key ?? '')
  .replace('/etc/boxoffice/authority.pem', authority.ca);

async function openServer() {
  const server = await stage.server(WHOLE);
  const url = `tls://127.0.0.1:${server.port}`;
  const enter = async (user: User) => {
    const { broker, log } = stage.broker(url, { credentials: credentials(user), tls });
    await isConnected(broker);
    return { broker, log };
  };
  return { url, enter };
}

permissions('the file has all of it, and nobody gets in without a password', async () => {
  assert.match(WHOLE, /^accounts \{$/m);
  assert.match(WHOLE, /^tls \{$/m);
  assert.not.match(WHOLE, /\$BOXOFFICE/);
  const { url } = await openServer();
  const { log } = stage.broker(url, { tls });
  await log.says(/no connection .*Authorization Violation/);
});

permissions('a frontend may ask for shows, and its request comes to the partition of the show', async () => {
  const { enter } = await openServer();
  const [engine, frontend] = await Promise.all([enter('engine'), enter('frontend')]);
  const show_id = drawId();
  engine.broker.subscribe(`boxoffice.p.${partitionOf(show_id)}.show.*.*`, ({ reply, subject }) => {
    engine.broker.publish(reply ?? '', bytesOf(`answered by ${subject}`));
  });
  await settled(engine.broker);
  const asking = createRequester(frontend.broker);
  const answer = await asking.request(`boxoffice.show.${show_id}.seats`, bytesOf('{}'), 10_000);
  assert.is(textOf(answer), `answered by boxoffice.p.${partitionOf(show_id)}.show.${show_id}.seats`);
  assert.is(frontend.log.matching(/refuses/).length, 0);
});

permissions('a frontend comes by no other way, nor says what engines say', async () => {
  const { enter } = await openServer();
  const [engine, frontend, listener] = await Promise.all([
    enter('engine'),
    enter('frontend'),
    enter('listener'),
  ]);
  const show_id = drawId();
  const forbidden = [
    `boxoffice.p.${partitionOf(show_id)}.show.${show_id}.seats`,
    'boxoffice.engine.claim',
    'boxoffice.engine.roll-call',
    `boxoffice.engine.${drawId()}.requests`,
    `boxoffice.event.${show_id}`,
    'boxoffice.newest.0',
    'boxoffice.catalogue.offers',
    '_INBOX.of.somebody',
  ];
  const heard: string[] = [];
  engine.broker.subscribe('>', ({ subject }) => heard.push(subject));
  await settled(engine.broker);
  heard.length = 0;
  for (const { broker, log } of [frontend, listener]) {
    for (const subject of forbidden) broker.publish(subject, bytesOf('{}'));
    await Promise.all(forbidden.map((subject) => log.says(new RegExp(`Publish to .*${subject}`))));
  }
  listener.broker.publish(`boxoffice.show.${show_id}.reserve`, bytesOf('{}'));
  await listener.log.says(/Publish to .*\.reserve/);

  const secret = ['boxoffice.p.>', 'boxoffice.engine.>', 'boxoffice.catalogue.>', 'boxoffice.show.*.*', '>'];
  for (const { broker, log } of [frontend, listener]) {
    for (const subject of secret) broker.subscribe(subject, () => undefined);
    for (const subject of secret) {
      await log.says(new RegExp(`Subscription to .*"${subject.replaceAll(/[.*]/g, '\\$&')}`));
    }
  }
  await settled(engine.broker);
  assert.equal(
    heard.filter((subject) => forbidden.includes(subject) || subject.endsWith('.reserve')),
    [],
  );
});

permissions('listeners and frontends hear what happens', async () => {
  const { enter } = await openServer();
  const [engine, frontend, listener] = await Promise.all([
    enter('engine'),
    enter('frontend'),
    enter('listener'),
  ]);
  const boxes = [frontend, listener].flatMap(({ broker }) => [
    openMailbox(broker, 'boxoffice.event.*'),
    openMailbox(broker, 'boxoffice.newest.*'),
  ]);
  await settled(frontend.broker, `boxoffice.show.${drawId()}.seats`);
  await settled(listener.broker, `boxoffice.show.${drawId()}.seats`);
  engine.broker.publish(`boxoffice.event.${drawId()}`, bytesOf('it happened'));
  engine.broker.publish('boxoffice.newest.7', bytesOf('it happened'));
  for (const box of boxes) assert.is(textOf(await box.next()), 'it happened');
});

permissions('a gateway does not say what engines say', async () => {
  const { enter } = await openServer();
  const { broker, log } = await enter('gateway');
  const forbidden = ['boxoffice.engine.claim', `boxoffice.event.${drawId()}`, 'boxoffice.newest.0'];
  for (const subject of forbidden) broker.publish(subject, bytesOf('{}'));
  await Promise.all(forbidden.map((subject) => log.says(new RegExp(`Publish to .*${subject}`))));
});

permissions('with these rights and no more a box office sells, over HTTP and over NATS', async () => {
  const { url, enter } = await openServer();
  const environmentOf = (role: 'engine' | 'gateway') => ({
    BOXOFFICE_NATS_USER: role,
    BOXOFFICE_NATS_PASSWORD: passwordOf(role),
    BOXOFFICE_NATS_TLS_CA: authority.ca,
  });
  const engine_folder = join(folder, 'engine');
  const data_folder = join(folder, 'gateway');
  mkdirSync(engine_folder);
  mkdirSync(data_folder);
  await importSmallCatalogue(engine_folder, { shows: 1, rows: 2, seats_per_row: 5 });
  const engine = await startEngine(url, '0-63', engine_folder, environmentOf('engine'));
  services.push(engine);
  const command = ['gateway', '--nats', url];
  const gateway = await startService({ data_folder, command, environment: environmentOf('gateway') });
  services.push(gateway);
  const [show_id = ''] = await findShows(gateway.url);
  assert.is((await openClient(gateway.url, show_id).reserve({ count: 2 })).status, 201);

  const { broker } = await enter('frontend');
  const asking = createRequester(broker);
  const wanted = JSON.stringify({ session_id: drawId(), count: 1 });
  const reserved = await asking.request(`boxoffice.show.${show_id}.reserve`, bytesOf(wanted), 10_000);
  assert.match(textOf(reserved), /"status":"reserved"/);
  const session = JSON.stringify({ session_id: JSON.parse(wanted).session_id });
  const found = await asking.request('boxoffice.session.bookings', bytesOf(session), 10_000);
  assert.match(textOf(found), /"status":"reserved".*"complete":true/);
  const info = await asking.request('$SRV.INFO.boxoffice', bytesOf(''), 10_000);
  assert.match(textOf(info), /"name":"boxoffice"/);

  for (const service of [gateway, engine]) {
    assert.is(await service.stop('SIGTERM'), 0);
    assert.not.match(service.output(), /refuses something|Permissions Violation/);
    assert.not.match(service.output(), /the-password/);
  }
});

permissions.run();
