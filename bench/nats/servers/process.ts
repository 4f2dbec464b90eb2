import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { NODE_FLAGS } from '../../../src/cli/node-flags.ts';

/** A server process of the bench's own. */
export interface ServerProcess {
  readonly pid: number;
  /** Asks it to end, and waits until it has. */
  stop(): Promise<void>;
}

interface Options {
  readonly command: string;
  readonly parameters: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** What it prints once it is ready. */
  readonly ready: string;
}

// Debian keeps servers where only root's path leads.
const PATH = `${process.env.PATH}:/usr/sbin`;

/** What the program says of its version; null where it is not installed. */
export function versionOf(command: string): string | null {
  const { status, stdout } = spawnSync(command, ['--version'], { env: { PATH }, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/** All that run, so that none is left behind where the bench is interrupted. */
const running = new Set<{ kill(signal: 'SIGKILL'): unknown }>();

export function killServers(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** A server that is no child of this process is ended with the others. Returns how to take that back. */
export function killAlso(server: { kill(): void }): () => void {
  running.add(server);
  return () => void running.delete(server);
}

/** Resolves once the process is ready. */
export async function startServer({
  command,
  parameters,
  environment,
  ready,
}: Options): Promise<ServerProcess> {
  const child = spawn(command, parameters, {
    env: { PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  const ended = new Promise<void>((resolve) => {
    const conclude = (): void => {
      running.delete(child);
      resolve();
    };
    child.once('exit', conclude).once('error', conclude);
  });
  const is_ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (output.includes(ready)) resolve();
      });
    }
  });
  const failed = ended.then(() => {
    throw new Error(`${command} ended before it was ready:\n${output}`);
  });
  await Promise.race([is_ready, failed]);
  // Its end is no failure any more.
  failed.catch(() => {});
  return {
    pid: child.pid ?? 0,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** A program in Node, by its file. All of them, ours and its rivals, run with the flags that ours is made for. */
export function startNode(
  program: string,
  parameters: readonly string[],
  { environment = {}, ready = READY }: Partial<Pick<Options, 'environment' | 'ready'>> = {},
): Promise<ServerProcess> {
  return startServer({
    command: process.execPath,
    parameters: [...NODE_FLAGS, program, ...parameters],
    environment,
    ready,
  });
}

/** A program of this folder's, as a process of its own. */
export function startProgram(name: string, ...parameters: string[]): Promise<ServerProcess> {
  return startNode(fileURLToPath(new URL(`${name}.js`, import.meta.url)), parameters);
}

/** What a program of this folder's prints once it is ready. */
export const READY = 'ready';

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port was given');
  return address.port;
}
