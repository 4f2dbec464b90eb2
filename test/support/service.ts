import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';

/** The folder that this file's compiled form lies in: `…/test/support` of the build. */
const BUILD = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const MAIN = join(BUILD, 'src', 'cli', 'main.js');

const READY_TRIES = 600;
const READY_PAUSE_MS = 50;

export interface ServiceOptions {
  readonly data_folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The command that runs it, and its options; `start` where none is given. */
  readonly command?: readonly string[];
  /** Runs the service under another command, such as strace. */
  readonly under?: readonly string[];
}

export interface Service {
  readonly url: string;
  readonly process: ChildProcess;
  /** All that it printed so far. */
  output(): string;
  /** Resolves with its exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** Ends it with the signal, and waits until it has ended. */
  stop(signal: NodeJS.Signals): Promise<number | string>;
}

/** Starts the real service as a process of its own; resolves once it is ready. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const service = await launchService(options);
  for (let tries = 0; tries < READY_TRIES; tries += 1) {
    if (service.process.exitCode !== null || service.process.signalCode !== null) break;
    // What answers there may be somebody else's, who was quicker to take the port: ours says where it listens.
    const is_ready =
      service.output().includes(`${service.url}/`) &&
      (await fetch(`${service.url}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      ));
    if (is_ready) return service;
    await sleep(READY_PAUSE_MS);
  }
  service.process.kill('SIGKILL');
  throw new Error(`the service did not get ready:\n${service.output()}`);
}

/** Starts an engine as a process of its own; resolves once it sells over NATS. It has no page to ask. */
export async function startEngine(
  nats_url: string,
  partitions: string,
  data_folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Service> {
  const command = ['engine', '--nats', nats_url, '--partitions', partitions];
  const engine = await launchService({ data_folder, command, environment });
  for (let tries = 0; tries < READY_TRIES; tries += 1) {
    if (engine.process.exitCode !== null || engine.process.signalCode !== null) break;
    if (engine.output().includes('"msg":"ready"')) return engine;
    await sleep(READY_PAUSE_MS);
  }
  engine.process.kill('SIGKILL');
  throw new Error(`the engine did not get ready:\n${engine.output()}`);
}

/** Starts the real service and does not wait for it. */
export async function launchService(options: ServiceOptions): Promise<Service> {
  const { data_folder, environment, under, command: parameters = ['start'] } = options;
  const port = await freePort();
  const command = [...(under ?? []), process.execPath, MAIN, ...parameters];
  const child = spawn(command[0] ?? '', command.slice(1), {
    env: {
      PATH: process.env.PATH,
      BOXOFFICE_DATA: data_folder,
      BOXOFFICE_PORT: String(port),
      BOXOFFICE_ANONYMOUS_RPS: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<number | string>((resolve) => {
    // Its output is closed once the sandbox that it runs has ended too, so that nobody writes to its folder any more.
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    process: child,
    output: () => output,
    ended,
    stop: (signal) => {
      // strace dies of SIGKILL without its child, so the service itself is to get the signal; strace ends with it.
      const traced = under === undefined ? [] : childrenOf(child.pid);
      for (const pid of traced) process.kill(pid, signal);
      if (traced.length === 0) child.kill(signal);
      return ended;
    },
  };
}

/** The processes that a process runs, such as the payment sandbox of a service. */
export function childrenOf(pid: number | undefined): number[] {
  if (pid === undefined || !existsSync(`/proc/${pid}`)) return [];
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text
    .split(' ')
    .filter((id) => id !== '')
    .map(Number);
}

/** Runs a command of the command line to its end. */
export async function runCommand(
  data_folder: string,
  parameters: readonly string[],
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [MAIN, ...parameters], {
    env: { PATH: process.env.PATH, BOXOFFICE_DATA: data_folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}
