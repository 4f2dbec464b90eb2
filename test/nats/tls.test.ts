import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { TlsFiles } from '../../src/nats/broker.ts';
import { createCertificateAuthority } from './certificates.ts';
import { bytesOf, isConnected, openMailbox, openStage, textOf } from './stage.ts';

const tls = suite('tls');
const stage = openStage();
const folder = mkdtempSync(join(tmpdir(), 'boxoffice-tls-'));
tls.after.each(stage.close);
tls.after(() => rmSync(folder, { recursive: true }));

const ours = createCertificateAuthority(folder, 'ours');
const theirs = createCertificateAuthority(folder, 'theirs');
const by_address = ours.sign('by-address', 'IP:127.0.0.1');
const by_name = ours.sign('by-name', 'DNS:localhost');
const engine = ours.sign('engine', 'DNS:engine');
const stranger = theirs.sign('stranger', 'DNS:engine');

const trusting: TlsFiles = { ca: ours.ca, cert: null, key: null };

const asking = ({ cert, key }: Pick<TlsFiles, 'cert' | 'key'>, more = ''): string =>
  `tls { cert_file: "${cert}", key_file: "${key}", ca_file: "${ours.ca}" ${more} }`;

tls('with an authority of our own, by address and by name', async () => {
  const address = await stage.server(asking(by_address));
  const { broker: one } = stage.broker(`tls://127.0.0.1:${address.port}`, { tls: trusting });
  const box = openMailbox(one, 'news');
  await isConnected(one);
  one.publish('news', bytesOf('sealed'));
  assert.is(textOf(await box.next()), 'sealed');

  const name = await stage.server(asking(by_name));
  const { broker: other } = stage.broker(`tls://localhost:${name.port}`, { tls: trusting });
  await isConnected(other);
});

tls('nats:// is enough where the server asks for TLS', async () => {
  const { port } = await stage.server(asking(by_name));
  const { broker } = stage.broker(`nats://localhost:${port}`, { tls: trusting });
  await isConnected(broker);
});

tls('a certificate of an authority that we do not know is refused', async () => {
  const { port } = await stage.server(asking(by_address));
  for (const files of [null, { ca: theirs.ca, cert: null, key: null }]) {
    const { broker, log } = stage.broker(`tls://127.0.0.1:${port}`, { tls: files });
    const line = await log.says(/no connection .*until.*certificate/);
    assert.is(line.level, 'error');
    assert.is(broker.isConnected(), false);
  }
});

tls('a certificate of another server is refused', async () => {
  const { port } = await stage.server(asking(by_name));
  // The library by itself would take any address for localhost.
  const { broker, log } = stage.broker(`tls://127.0.0.1:${port}`, { tls: trusting });
  await log.says(/no connection .*until.*127\.0\.0\.1/);
  assert.is(broker.isConnected(), false);
});

tls('tls:// does not make do with a server that has none, and tells it no password', async () => {
  const server = await stage.server('debug: true, trace: true');
  const credentials = { type: 'password', user: 'engine', password: 'hush-hush' } as const;
  const { broker, log } = stage.broker(`tls://127.0.0.1:${server.port}`, { credentials });
  await log.says(/no connection .*until.*tls/);
  assert.is(broker.isConnected(), false);
  assert.not.match(server.output(), /CONNECT/);
});

tls('a server that wants to see a certificate takes ours, and no other', async () => {
  const { port } = await stage.server(asking(by_address, ', verify: true'));
  const url = `tls://127.0.0.1:${port}`;
  const { broker } = stage.broker(url, { tls: { ...trusting, ...engine } });
  await isConnected(broker);
  for (const files of [trusting, { ...trusting, ...stranger }]) {
    const { broker: refused, log } = stage.broker(url, { tls: files });
    await log.says(/no connection .*until|cannot be reached/);
    assert.is(refused.isConnected(), false);
    assert.not.match(JSON.stringify(log.lines), /PRIVATE KEY/);
  }
});

tls('a certificate file that went away is said, and looked for again', async () => {
  const { port } = await stage.server(asking(by_address));
  const { broker, log } = stage.broker(`tls://127.0.0.1:${port}`, {
    tls: { ...trusting, ca: join(folder, 'gone.pem') },
  });
  await log.says(/no connection .*until.*gone\.pem/);
  assert.is(broker.isConnected(), false);
  await broker.close();
});

tls.run();
