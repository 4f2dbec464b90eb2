import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Client, openHttpClient, openNatsClient } from '../../src/client/index.ts';
import { type NatsServer, startNatsServer } from '../support/nats-server.ts';
import { type Service, startService } from '../support/service.ts';
import { findShows, importSmallCatalogue } from '../support/small-catalogue.ts';
import { statusOf } from './asking.ts';
import { openUnreliableProxy, type UnreliableProxy } from './unreliable.ts';

interface Stage {
  folder: string;
  nats: NatsServer;
  service: Service;
  /** Keeps the address over a restart. */
  proxy: UnreliableProxy;
  shows: string[];
  clients: Client[];
}

/** What stays away comes back; nobody who waits has to begin anew. */
const outages = suite<Stage>('outages');

outages.before(async (stage) => {
  stage.folder = mkdtempSync(join(tmpdir(), 'boxoffice-client-'));
  await importSmallCatalogue(stage.folder, { shows: 2, rows: 1, seats_per_row: 4 });
  stage.nats = await startNatsServer();
  stage.service = await start(stage);
  stage.proxy = await openUnreliableProxy(stage.service.url);
  stage.shows = await findShows(stage.service.url);
  stage.clients = [openHttpClient({ url: stage.proxy.url }), openNatsClient({ servers: stage.nats.url })];
});
outages.after(async ({ clients, proxy, service, nats, folder }) => {
  await Promise.all(clients.map((client) => client.close()));
  await service.stop('SIGKILL');
  await proxy.close();
  await nats.close();
  rmSync(folder, { recursive: true, force: true });
});

function start({ folder, nats }: Stage): Promise<Service> {
  return startService({ data_folder: folder, command: ['start', '--nats', nats.url] });
}

/** Somebody who waits for the seats that another one holds, and somebody who looks on. */
async function openScene(client: Client, show_id: string) {
  const holder = client.session();
  const booking = await holder.reserve(show_id, { count: 4 });
  const begun = { waiting: (): void => {}, looking: (): void => {} };
  const both_begun = Promise.all([
    new Promise<void>((resolve) => {
      begun.waiting = resolve;
    }),
    new Promise<void>((resolve) => {
      begun.looking = resolve;
    }),
  ]);
  async function wait(): Promise<string[]> {
    const told: string[] = [];
    for await (const place of client.session().waitForSeats(show_id, { count: 2 })) {
      told.push(place.status);
      begun.waiting();
    }
    return told;
  }
  async function look(): Promise<void> {
    for await (const news of client.followSeats(show_id)) {
      begun.looking();
      if (statusOf(news, 'A-1') === 'available' || statusOf(news, 'A-4') === 'available') return;
    }
  }
  const ends = [wait(), look()] as const;
  await both_begun;
  return {
    async end(): Promise<void> {
      await holder.release(booking);
      const [told] = await Promise.all(ends);
      assert.equal(told, ['waiting', 'served']);
    },
  };
}

outages('loops and calls survive a kill of the box office', async (stage) => {
  const scenes = await Promise.all(
    stage.clients.map((client, index) => openScene(client, stage.shows[index] ?? '')),
  );
  await stage.service.stop('SIGKILL');
  const ends = scenes.map((scene) => scene.end());
  stage.service = await start(stage);
  stage.proxy.passOnTo(stage.service.url);
  await Promise.all(ends);
});

outages.run();
