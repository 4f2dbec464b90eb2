import { type NatsServer, startNatsServer, WITH_MAPPING } from '../support/nats-server.ts';
import { launchService, type Service } from '../support/service.ts';
import { importSmallCatalogue } from '../support/small-catalogue.ts';
import { removeTemporaryFolders, temporaryFolder } from './terminal.ts';

const servers: NatsServer[] = [];
const services: Service[] = [];

/** Ends all that the functions below started, however they stand. */
export async function endProcesses(): Promise<void> {
  await Promise.all(services.splice(0).map((service) => service.stop('SIGKILL')));
  await Promise.all(servers.splice(0).map((server) => server.close()));
  removeTemporaryFolders();
}

/** A NATS server with the mapping, and more of a configuration. */
export async function openServer(more = ''): Promise<NatsServer> {
  const server = await startNatsServer(`${WITH_MAPPING}\n${more}`);
  servers.push(server);
  return server;
}

/** Starts boxoffice with a command, and does not wait for it. */
export async function launch(data_folder: string, ...command: readonly string[]): Promise<Service> {
  const service = await launchService({ data_folder, command });
  services.push(service);
  return service;
}

export const READY = /"msg":"ready"/;

/** Resolves once the process has said this; rejects where it ends before. */
export function says(service: Service, pattern: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (pattern.test(service.output())) resolve();
    };
    service.process.stdout?.on('data', look);
    service.process.stderr?.on('data', look);
    service.ended.then(() => reject(new Error(`it ended without ${pattern}:\n${service.output()}`)), reject);
    look();
  });
}

/** A data folder whose catalogue has one show of 26 rows. */
export async function folderWithShow(seats_per_row = 5): Promise<string> {
  const folder = temporaryFolder();
  await importSmallCatalogue(folder, { shows: 1, rows: 26, seats_per_row });
  return folder;
}

/** The HTTP status with which the URL is answered. */
export async function statusOf(url: string): Promise<number> {
  return (await fetch(url)).status;
}
