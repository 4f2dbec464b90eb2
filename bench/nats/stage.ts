import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { drawId } from '../../src/ids.ts';
import { readBack } from '../read-back.ts';
import type { Entrance, Server } from './contestant.ts';
import { startAllInOne, startEngine, startGateway } from './servers/boxoffice.ts';
import { importShows } from './servers/catalogue.ts';
import { startNats } from './servers/nats-server.ts';
import { freePort, killServers, type ServerProcess, startProgram } from './servers/process.ts';
import { countGivenBack, startRedis } from './servers/redis.ts';

/** Servers that stand ready for one round. */
export interface Stage {
  readonly entrance: Entrance;
  /** By the name that the table gives them, in the order in which a request first comes to them. */
  readonly processes: Readonly<Record<string, ServerProcess>>;
  /** Counts the cycles that were stored, once all processes have ended; null where nothing is stored. */
  readonly countStored: (() => number) | null;
}

/** Starts everything anew in the round's own, empty folder. */
export async function setStage(server: Server, folder: string, shows: number): Promise<Stage> {
  try {
    return await startAll(server, folder, shows);
  } catch (error) {
    // Those that did start are not to be left behind.
    killServers();
    throw error;
  }
}

async function startAll(server: Server, folder: string, shows: number): Promise<Stage> {
  switch (server) {
    case 'engine': {
      const data_folder = newFolder(folder, 'engine');
      const show_ids = importShows(data_folder, shows);
      const nats = await startNats(true);
      const engine = await startEngine(data_folder, nats.url);
      return {
        entrance: { url: nats.url, shows: show_ids },
        processes: { 'nats-server': nats.process, engine },
        countStored: () => readBack(data_folder).cycles,
      };
    }
    case 'echo': {
      const nats = await startNats(false);
      const echo = await startProgram('echo', nats.url);
      return {
        entrance: { url: nats.url, shows: drawShows(shows) },
        processes: { 'nats-server': nats.process, echo },
        countStored: null,
      };
    }
    case 'redis': {
      const redis = await startRedis(folder);
      return {
        entrance: { url: redis.url, shows: drawShows(shows) },
        processes: { redis: redis.process },
        countStored: () => countGivenBack(folder),
      };
    }
    case 'all_in_one': {
      const show_ids = importShows(folder, shows);
      const { url, process } = await startAllInOne(folder);
      return {
        entrance: { url, shows: show_ids },
        processes: { boxoffice: process },
        countStored: () => readBack(folder).cycles,
      };
    }
    case 'fastify': {
      const port = await freePort();
      const fastify = await startProgram('fastify', String(port));
      return {
        entrance: { url: `http://127.0.0.1:${port}`, shows: drawShows(shows) },
        processes: { fastify },
        countStored: null,
      };
    }
    case 'gateway': {
      const data_folder = newFolder(folder, 'engine');
      const show_ids = importShows(data_folder, shows);
      const nats = await startNats(true);
      const engine = await startEngine(data_folder, nats.url);
      const gateway = await startGateway(newFolder(folder, 'gateway'), nats.url);
      return {
        entrance: { url: gateway.url, shows: show_ids },
        processes: { gateway: gateway.process, 'nats-server': nats.process, engine },
        countStored: () => readBack(data_folder).cycles,
      };
    }
    case 'fastify_hop': {
      const port = await freePort();
      const nats = await startNats(false);
      const echo = await startProgram('echo', nats.url);
      const fastify = await startProgram('fastify', String(port), nats.url);
      return {
        entrance: { url: `http://127.0.0.1:${port}`, shows: drawShows(shows) },
        processes: { fastify, 'nats-server': nats.process, echo },
        countStored: null,
      };
    }
  }
}

function drawShows(shows: number): string[] {
  return Array.from({ length: shows }, () => drawId());
}

function newFolder(parent: string, name: string): string {
  const folder = join(parent, name);
  mkdirSync(folder);
  return folder;
}
