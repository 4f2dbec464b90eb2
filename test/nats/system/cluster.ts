import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partitionOf } from '../../../persistence/index.ts';
import { type NatsServer, startNatsServer } from '../../support/nats-server.ts';
import { runCommand, type Service, startEngine, startService } from '../../support/service.ts';
import { findShows, importSmallCatalogue, type SmallCatalogue } from '../../support/small-catalogue.ts';

/** One box office of real processes: a NATS server, two engines with half of the partitions each, two gateways. */
export interface Cluster {
  readonly server: NatsServer;
  readonly gateways: readonly Service[];
  /** Lives in the first data folder, which the catalogue was imported into. */
  readonly lower: EngineProcess;
  readonly upper: EngineProcess;
  /** All shows, and those of each half. */
  readonly shows: readonly string[];
  readonly lower_shows: readonly string[];
  readonly upper_shows: readonly string[];
  /** Asks every gateway's port in turn, as a load balancer would. */
  urls(): string[];
  /** Ends all processes, audits both logs, and says in words what is wrong with either. */
  close(): Promise<string[]>;
}

export interface EngineProcess {
  readonly data_folder: string;
  kill(): Promise<void>;
  start(): Promise<void>;
  output(): string;
}

const HALF = 32;

type Environment = Readonly<Record<string, string>>;

/** All processes have the same `environment`, but for what tells them apart. */
export async function startCluster(size: SmallCatalogue, environment: Environment = {}): Promise<Cluster> {
  const root = mkdtempSync(join(tmpdir(), 'boxoffice-cluster-'));
  const folder = (name: string): string => {
    const path = join(root, name);
    mkdirSync(path);
    return path;
  };
  const server = await startNatsServer();
  const first = folder('lower');
  await importSmallCatalogue(first, size);
  const lower = await engineProcess(server.url, '0-31', first, environment);
  const upper = await engineProcess(server.url, '32-63', folder('upper'), environment);
  const command = ['gateway', '--nats', server.url];
  const gateways = [
    await startService({ data_folder: folder('gateway-1'), command, environment }),
    await startService({ data_folder: folder('gateway-2'), command, environment }),
  ];
  const shows = await untilFound(gateways.map(({ url }) => url));

  return {
    server,
    gateways,
    lower,
    upper,
    shows,
    lower_shows: shows.filter((show_id) => partitionOf(show_id) < HALF),
    upper_shows: shows.filter((show_id) => partitionOf(show_id) >= HALF),
    urls: () => gateways.map(({ url }) => url),
    async close() {
      const wrong: string[] = [];
      for (const gateway of gateways) {
        if ((await gateway.stop('SIGTERM')) !== 0)
          wrong.push(`a gateway did not end cleanly:\n${gateway.output()}`);
      }
      for (const engine of [lower, upper]) {
        const ended = await engine.stop();
        if (ended !== 0) wrong.push(`an engine ended with ${ended}:\n${engine.output()}`);
        const audit = await runCommand(engine.data_folder, ['audit']);
        if (audit.code !== 0) wrong.push(audit.output);
      }
      await server.close();
      rmSync(root, { recursive: true, force: true });
      return wrong;
    },
  };
}

async function engineProcess(
  nats_url: string,
  partitions: string,
  data_folder: string,
  environment: Environment,
) {
  let service = await startEngine(nats_url, partitions, data_folder, environment);
  return {
    data_folder,
    output: () => service.output(),
    kill: async () => void (await service.stop('SIGKILL')),
    start: async () => {
      service = await startEngine(nats_url, partitions, data_folder, environment);
    },
    stop: () => service.stop('SIGTERM'),
  };
}

/** A gateway that has just started may still be fetching its catalogue. */
async function untilFound(urls: readonly string[]): Promise<string[]> {
  let shows: string[] = [];
  for (const url of urls) {
    for (;;) {
      const found = await findShows(url).catch(() => []);
      shows = found;
      if (found.length > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return shows;
}
