import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort, type ServerProcess, startNode } from './process.ts';

/** The command line, as seen from the compiled form of this file. */
const MAIN = fileURLToPath(new URL('../../../src/cli/main.js', import.meta.url));

const READY_TRIES = 200;
const READY_PAUSE_MS = 50;

/** All in one. */
export async function startAllInOne(
  data_folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<{ url: string; process: ServerProcess }> {
  const port = await freePort();
  const process = await startBoxoffice(data_folder, ['start'], {
    ...environment,
    BOXOFFICE_PORT: String(port),
  });
  return { url: `http://127.0.0.1:${port}`, process };
}

/** An engine of all partitions. */
export function startEngine(data_folder: string, nats_url: string): Promise<ServerProcess> {
  return startBoxoffice(data_folder, ['engine', '--nats', nats_url, '--partitions', '0-63'], {});
}

/** It listens before it has heard of the engines, and is ready after that. */
export async function startGateway(
  data_folder: string,
  nats_url: string,
): Promise<{ url: string; process: ServerProcess }> {
  const port = await freePort();
  const process = await startBoxoffice(data_folder, ['gateway', '--nats', nats_url], {
    BOXOFFICE_PORT: String(port),
  });
  const url = `http://127.0.0.1:${port}`;
  await becomesReady(url);
  return { url, process };
}

async function becomesReady(url: string): Promise<void> {
  for (let tries = 0; tries < READY_TRIES; tries += 1) {
    const { ok } = await fetch(`${url}/readyz`);
    if (ok) return;
    await sleep(READY_PAUSE_MS);
  }
  throw new Error(`${url} did not get ready`);
}

function startBoxoffice(
  data_folder: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  return startNode(MAIN, parameters, {
    // Without a quota: all customers come from one address.
    environment: { BOXOFFICE_DATA: data_folder, BOXOFFICE_ANONYMOUS_RPS: '0', ...environment },
    ready: '"msg":"ready"',
  });
}
