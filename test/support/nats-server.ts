import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';

const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

const READY_TRIES = 200;
const READY_PAUSE_MS = 25;

/** A real NATS server of the test's own. */
export interface NatsServer {
  readonly url: string;
  readonly port: number;
  /** Ends it with the signal, and waits until it has ended. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Sends it a signal that does not end it, such as SIGSTOP. */
  signal(signal: NodeJS.Signals): void;
  /** Starts it again on the same port, with the same configuration or another one. */
  start(configuration?: string): Promise<void>;
  /** All that it printed so far. */
  output(): string;
  /** Ends it and removes its folder. */
  close(): Promise<void>;
}

/** What ships with the project. */
export const WITH_MAPPING = readFileSync(join(ROOT, 'examples', 'nats-server.conf'), 'utf8');

/** A server as it comes, which knows nothing of boxoffice. */
export const WITHOUT_MAPPING = '';

/** Starts Debian's nats-server on a free port of the loopback; resolves once it takes connections. */
export async function startNatsServer(first_configuration: string = WITH_MAPPING): Promise<NatsServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'boxoffice-nats-'));
  const file = join(folder, 'nats.conf');
  let configuration = first_configuration;
  let child: ChildProcess | null = null;
  let output = '';

  async function start(next_configuration: string = configuration): Promise<void> {
    configuration = next_configuration;
    writeFileSync(file, `listen: "127.0.0.1:${port}"\n${configuration}`);
    const started = spawn('nats-server', ['-c', file], {
      env: { PATH: `${process.env.PATH}:/usr/sbin` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    for (const stream of [started.stdout, started.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    for (let tries = 0; tries < READY_TRIES; tries += 1) {
      if (started.exitCode !== null) break;
      if (await takesConnections(port)) return;
      await sleep(READY_PAUSE_MS);
    }
    started.kill('SIGKILL');
    throw new Error(`nats-server did not get ready:\n${output}`);
  }

  async function stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const running = child;
    child = null;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    await ended;
  }

  await start();
  return {
    url: `nats://127.0.0.1:${port}`,
    port,
    stop,
    signal: (signal) => child?.kill(signal),
    start,
    output: () => output,
    async close() {
      await stop('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    const conclude = (takes: boolean): void => {
      socket.destroy();
      resolve(takes);
    };
    socket.once('data', () => conclude(true)).once('error', () => conclude(false));
  });
}
