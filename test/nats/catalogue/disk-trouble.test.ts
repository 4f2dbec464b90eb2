import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openCatalogue } from '../../../src/catalogue/open.ts';
import { example, load } from '../../catalogue/support.ts';
import { startNatsServer } from '../../support/nats-server.ts';
import { openMember, until } from './member.ts';

const disk_trouble = suite('the catalogue on a disk that takes nothing');

/** More than two looks at the catalogue. */
const A_WHILE_MS = 2_500;

disk_trouble('a process goes on, says so once, and does what it wanted later', async () => {
  const server = await startNatsServer();
  const member = openMember({ url: server.url });
  member.catalogue.database.pragma('query_only = ON');
  const importing = openCatalogue(member.folder);
  load(importing, example());
  importing.close();
  await sleep(A_WHILE_MS);
  assert.is(member.log.told('error', 'cannot be looked after').length, 1);
  assert.is(member.catalogue.edition()?.is_sold_elsewhere, false);

  member.catalogue.database.pragma('query_only = OFF');
  await until('it is noted', () => member.catalogue.edition()?.is_sold_elsewhere === true);
  await member.close();
  await server.close();
});

disk_trouble.run();
