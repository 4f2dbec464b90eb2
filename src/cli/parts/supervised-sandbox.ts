import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { backOff } from '../../back-off.ts';
import type { Logger } from '../logger.ts';

const SANDBOX = fileURLToPath(new URL('../sandbox-process.js', import.meta.url));

const LONGEST_PAUSE_MS = 5_000;
/** One that has lived so long and dies is not one that cannot start. */
const SOUND_AFTER_MS = 10_000;
const END_WITHIN_MS = 2_000;

/** What is said between a sandbox and the process that runs it. */
export interface SandboxReady {
  readonly url: string;
}
export interface SandboxOrder {
  /** Where its webhooks go from now on. */
  readonly webhook_url: string;
}

export interface SandboxSecrets {
  readonly api_secret: string;
  readonly webhook_secret: string;
}

/** The sandbox as a process of its own, which is started again whenever it dies. */
export interface SupervisedSandbox {
  /** Where it listens, as soon as it does. Rejects when the signal aborts. */
  address(signal: AbortSignal): Promise<string>;
  sendNewsTo(webhook_url: string): void;
  close(): Promise<void>;
}

/**
 * Runs a sandbox with the environment of this process. It ends when its channel to us closes: also where we are killed.
 */
export function superviseSandbox(secrets: SandboxSecrets, logger: Logger): SupervisedSandbox {
  let child: ChildProcess;
  let url: string | null = null;
  let webhook_url: string | null = null;
  let is_closing = false;
  let failures = 0;
  let restarting: NodeJS.Timeout | undefined;
  const waiting = new Set<(url: string) => void>();

  function order(): void {
    if (url !== null && webhook_url !== null) child.send({ webhook_url } satisfies SandboxOrder);
  }

  function start(): void {
    const started_at = performance.now();
    const started = fork(SANDBOX, [], {
      // Fork hands our own flags down; the memory that they set is meant for a box office.
      execArgv: [],
      env: {
        ...process.env,
        BOXOFFICE_SANDBOX_PORT: '0',
        BOXOFFICE_PAYMENTS_SECRET: secrets.api_secret,
        BOXOFFICE_PAYMENTS_SECRET_FILE: '',
        BOXOFFICE_PAYMENTS_WEBHOOK_SECRET: secrets.webhook_secret,
        BOXOFFICE_PAYMENTS_WEBHOOK_SECRET_FILE: '',
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child = started;
    started.on('message', (ready: SandboxReady) => {
      url = ready.url;
      order();
      for (const resolve of waiting) resolve(ready.url);
      waiting.clear();
    });
    const startAgain = (): void => {
      if (is_closing) return;
      failures = performance.now() - started_at > SOUND_AFTER_MS ? 0 : failures + 1;
      restarting = setTimeout(start, failures <= 1 ? 0 : backOff(failures, LONGEST_PAUSE_MS, Math.random));
    };
    started.on('exit', (code, signal) => {
      url = null;
      if (!is_closing) logger.warn({ code, signal }, 'the payment sandbox ended and is started again');
      startAgain();
    });
    started.on('error', (error) => {
      logger.error({ err: error }, 'the payment sandbox cannot be run');
      // What was never a process does not exit either.
      if (started.pid === undefined) startAgain();
    });
  }
  start();

  return {
    address: (signal) =>
      new Promise((resolve, reject) => {
        if (url !== null) return resolve(url);
        waiting.add(resolve);
        signal.addEventListener(
          'abort',
          () => {
            waiting.delete(resolve);
            reject(signal.reason);
          },
          { once: true },
        );
      }),
    sendNewsTo(address) {
      webhook_url = address;
      order();
    },
    close: async () => {
      is_closing = true;
      clearTimeout(restarting);
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.connected) child.disconnect();
      const overdue = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS);
      await ended;
      clearTimeout(overdue);
    },
  };
}
