import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { changed, example, load } from '../../catalogue/support.ts';
import { startNatsServer } from '../../support/nats-server.ts';
import { hasVersion, type Member, openMember, until } from './member.ts';

const broker_away = suite('the catalogue without the broker');

const server = await startNatsServer();
const members: Member[] = [];
broker_away.after.each(async () => {
  for (const member of members.splice(0)) await member.close();
});
broker_away.after(() => server.close());

function open(folder?: string): Member {
  const member = openMember({ url: server.url, ...(folder === undefined ? {} : { folder }) });
  members.push(member);
  return member;
}

const titled = (title: string): unknown => changed(example(), '/movies/0/title', title);
const ALL = { keyword: null, city: null, from: 0, page: 1, per_page: 30 };

broker_away('a gateway starts with nothing, and has the catalogue once the broker is there', async () => {
  await server.stop();
  const gateway = open();
  const origin = open();
  load(origin.catalogue, example());
  assert.is(gateway.sharing.isFilled(), false);
  assert.equal(gateway.catalogue.search(ALL).items, []);
  assert.equal(gateway.catalogue.cities({ name: null, country: null, page: 1, per_page: 30 }).items, []);
  await server.start();
  await gateway.sharing.filled;
  assert.equal(gateway.catalogue.search(ALL), origin.catalogue.search(ALL));
});

broker_away(
  'a gateway works from the copy that it has, also after a restart, and follows later',
  async () => {
    const origin = open();
    load(origin.catalogue, example());
    const before = open();
    await before.sharing.filled;
    const listed = before.catalogue.search(ALL);
    await before.close();
    members.splice(members.indexOf(before), 1);

    await server.stop('SIGKILL');
    const gateway = open(before.folder);
    assert.is(gateway.sharing.isFilled(), true);
    await gateway.sharing.filled;
    assert.equal(gateway.catalogue.search(ALL), listed);
    load(origin.catalogue, titled('Nosferatu'));
    assert.equal(gateway.catalogue.search(ALL), listed);

    await server.start();
    await until('version 2 comes', hasVersion(gateway, 2));
    assert.is(gateway.catalogue.search(ALL).items[0]?.movie.title, 'Nosferatu');
  },
);

broker_away('closing does not wait for it', async () => {
  const origin = open();
  load(origin.catalogue, example());
  await server.stop('SIGKILL');
  await origin.close();
  members.splice(members.indexOf(origin), 1);
  await server.start();
});

broker_away.run();
