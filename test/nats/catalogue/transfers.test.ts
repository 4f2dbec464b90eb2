import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { chunkRequests, offers } from '../../../src/catalogue/sharing/messages.ts';
import { drawId } from '../../../src/ids.ts';
import { NoAnswerError } from '../../../src/nats/requester.ts';
import {
  CATALOGUE_OFFERS,
  CATALOGUE_WANTED,
  catalogueChunk,
  catalogueParcel,
} from '../../../src/nats/subjects.ts';
import { changed, example, load } from '../../catalogue/support.ts';
import { startNatsServer } from '../../support/nats-server.ts';
import { type Alter, altering } from './altering.ts';
import { hasVersion, type Member, newFolder, openMember, until } from './member.ts';

const transfers = suite('transfers of the catalogue');

// With such small messages even the example travels in some twenty pieces.
const server = await startNatsServer('max_payload: 512');
const members: Member[] = [];
transfers.after.each(async () => {
  for (const member of members.splice(0)) await member.close();
});
transfers.after(() => server.close());

const FEW = 5;

function open(options: Omit<Parameters<typeof openMember>[0], 'url'> = {}): Member {
  const member = openMember({ url: server.url, ...options });
  members.push(member);
  return member;
}

/** An origin whose pieces go out as `alter` says. */
function openOrigin(alter: Alter = (chunk) => chunk): Member {
  const origin = open({ through: altering(alter) });
  load(origin.catalogue, example());
  return origin;
}

/** What lies in a data folder besides the catalogue itself. */
function transfersIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !name.startsWith('catalogue.') && name !== 'catalogue-transfer',
  );
}

function assertSame(copy: Member, origin: Member): void {
  const query = { keyword: null, city: null, from: 0, page: 1, per_page: 30 };
  assert.equal(copy.catalogue.search(query), origin.catalogue.search(query));
  assert.is(copy.catalogue.database.pragma('integrity_check', { simple: true }), 'ok');
}

transfers('in which a piece gets lost ask for it again', async () => {
  const sizes: number[] = [];
  const origin = openOrigin((chunk, index) => {
    sizes.push(chunk.length);
    return index === FEW ? null : chunk;
  });
  const gateway = open();
  await gateway.sharing.filled;
  assertSame(gateway, origin);
  assert.ok(sizes.length > 2 * FEW);
  assert.ok(Math.max(...sizes) <= 256);
  assert.equal(gateway.log.told('warn', ''), []);
});

transfers('in which a piece is changed are begun anew, and never half there', async () => {
  let times = 0;
  const origin = openOrigin((chunk, index) => {
    if (index % FEW !== 0 || times > 0) return chunk;
    times += 1;
    return chunk.map((byte) => byte ^ 1);
  });
  const gateway = open();
  await until('it is refused', () => gateway.log.told('warn', 'could not be fetched').length > 0);
  assert.is(gateway.catalogue.edition(), null);
  assert.is(gateway.sharing.isFilled(), false);
  await gateway.sharing.filled;
  assertSame(gateway, origin);
});

transfers('go on with another holder where one falls silent midway', async () => {
  const copy_folder = newFolder();
  const origin = openOrigin();
  await open({ folder: copy_folder }).sharing.filled;
  for (const member of members.splice(0)) await member.close();

  const silent = open({ folder: origin.folder, through: altering((chunk, i) => (i < FEW ? chunk : null)) });
  const gateway = open();
  await until('it is asked', () => gateway.log.told('info', 'fetching').length > 0);
  const other = open({ folder: copy_folder });
  await gateway.sharing.filled;
  assertSame(gateway, other);
  assert.is(gateway.log.told('warn', 'could not be fetched').length, 1);
  assertSame(gateway, silent);
});

transfers('go on with another holder where one ends midway', async () => {
  const copy_folder = newFolder();
  const origin = openOrigin();
  await open({ folder: copy_folder }).sharing.filled;
  for (const member of members.splice(0)) await member.close();

  let ended: Promise<void> | null = null;
  const ending = open({
    folder: origin.folder,
    through: altering((chunk, index) => {
      if (index === FEW) ended = ending.sharing.close();
      return chunk;
    }),
  });
  const gateway = open();
  await until('it ends', () => ended !== null);
  const other = open({ folder: copy_folder });
  await gateway.sharing.filled;
  assertSame(gateway, other);
});

transfers('during which the connection is lost are begun anew', async () => {
  let stopped: Promise<void> | null = null;
  const origin = openOrigin((chunk, index) => {
    if (index === FEW) stopped = server.stop('SIGKILL');
    return chunk;
  });
  const gateway = open();
  await until('the server ends', () => stopped !== null);
  await stopped;
  await until('that is noticed', () => gateway.log.told('warn', 'could not be fetched').length > 0);
  assert.is(gateway.catalogue.edition(), null);
  await server.start();
  await gateway.sharing.filled;
  assertSame(gateway, origin);
});

transfers('can be broken off, and leave nothing behind', async () => {
  const origin = openOrigin((chunk, index) => (index < FEW ? chunk : null));
  const gateway = open();
  await until('it has begun', () => transfersIn(gateway.folder).some((name) => name.endsWith('.br')));
  await gateway.sharing.close();
  assert.equal(transfersIn(gateway.folder), []);
  assert.is(gateway.catalogue.edition(), null);
  await origin.sharing.close();
  assert.equal(transfersIn(origin.folder), []);
});

transfers('that a process did not finish are cleared away at its next start', async () => {
  const folder = newFolder();
  const left = join(folder, 'catalogue-transfer', 'left');
  mkdirSync(left, { recursive: true });
  writeFileSync(join(left, 'catalogue.br'), 'half of it');
  const origin = openOrigin();
  const gateway = open({ folder });
  await gateway.sharing.filled;
  await until('nothing is left', () => transfersIn(folder).length === 0);
  assertSame(gateway, origin);
});

transfers('ignore what nobody of ours would say', async () => {
  const origin = openOrigin();
  const gateway = open();
  await gateway.sharing.filled;
  const { broker, requester } = gateway;
  let holder_id = '';
  const unsubscribe = broker.subscribe(CATALOGUE_OFFERS, ({ payload }) => {
    const offer = offers.decode(payload);
    if (offer?.is_copy === false) holder_id = offer.holder_id;
  });
  broker.publish(CATALOGUE_WANTED, new Uint8Array());
  await until('it says who it is', () => holder_id !== '');
  unsubscribe();

  for (const text of ['', 'null', '[]', '{"holder_id":1}', '{"parcel_id":"x"}', '\u0000\u0001']) {
    for (const subject of [CATALOGUE_OFFERS, catalogueParcel(holder_id), catalogueChunk(holder_id)]) {
      broker.publish(subject, Buffer.from(text));
    }
  }
  const noChunk = async (fields: object): Promise<void> => {
    const asked = Buffer.from(JSON.stringify(fields));
    await requester.request(catalogueChunk(holder_id), asked, 100).then(
      () => assert.unreachable('it was answered'),
      (error: unknown) => assert.ok(error instanceof NoAnswerError),
    );
  };
  const parcel_id = drawId();
  await noChunk({ parcel_id, offset: -1, bytes: 1 });
  await noChunk({ parcel_id, offset: 0, bytes: 1_000_000_000 });
  const unknown = chunkRequests.encode({ parcel_id, offset: 0, bytes: 1 });
  assert.is((await requester.request(catalogueChunk(holder_id), unknown, 10_000)).payload.length, 0);

  load(origin.catalogue, changed(example(), '/movies/0/title', 'Nosferatu'));
  await until('the next version comes', hasVersion(gateway, 2));
  for (const { log } of [origin, gateway])
    assert.equal([...log.told('error', ''), ...log.told('warn', '')], []);
});

transfers.run();
