import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CatalogueCopyError } from '../../../src/catalogue/edition.ts';
import { changed, example, load } from '../../catalogue/support.ts';
import { startNatsServer } from '../../support/nats-server.ts';
import { hasVersion, openMember, until } from './member.ts';

const copies = suite('copies of the catalogue');

const server = await startNatsServer();
copies.after(() => server.close());

copies('are fetched by who has none, and follow each import', async () => {
  const origin = openMember({ url: server.url });
  const gateway = openMember({ url: server.url });
  load(origin.catalogue, example());
  await gateway.sharing.filled;
  assert.equal(gateway.catalogue.counts(), origin.catalogue.counts());
  const edition = origin.catalogue.edition();
  assert.equal(gateway.catalogue.edition(), { ...edition, is_copy: true });

  load(origin.catalogue, changed(example(), '/movies/0/title', 'Nosferatu'));
  await until('version 2 arrives', hasVersion(gateway, 2));
  const { items } = gateway.catalogue.search({ keyword: 'nosf', city: null, from: 0, page: 1, per_page: 30 });
  assert.ok(items.length > 0);
  assert.throws(
    () => load(gateway.catalogue, example()),
    (error: unknown) =>
      error instanceof CatalogueCopyError && /where that catalogue was first filled/.test(error.message),
  );
  console.log(gateway.log.text(), origin.log.text());
  await gateway.close();
  await origin.close();
});

copies.run();
