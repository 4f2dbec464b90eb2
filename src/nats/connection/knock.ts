import { connect } from 'node:net';

const DEFAULT_PORT = 4222;
/** A NATS server speaks first: how it is, or that it lets nobody in. */
const GREETING = /^(INFO|-ERR) /;

/** Nobody answers as a NATS server does. */
export class KnockError extends Error {
  override readonly name = 'KnockError';
}

/**
 * Resolves once a NATS server greets there; rejects where none does in time, or the signal is given. The library cannot
 * be told to stop connecting, and keeps the socket of a server that never answers; so it only gets those that do.
 */
export function knock(server: string, timeout_ms: number, signal: AbortSignal): Promise<void> {
  const { hostname, port } = new URL(server);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: port === '' ? DEFAULT_PORT : Number(port) });
    const conclude = (error: Error | null): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      socket.destroy();
      if (error === null) resolve();
      else reject(error);
    };
    const giveUp = (): void => conclude(new KnockError('it is no longer wanted'));
    const timer = setTimeout(
      () => conclude(new KnockError(`no answer within ${timeout_ms / 1_000} s`)),
      timeout_ms,
    );
    signal.addEventListener('abort', giveUp);
    socket.once('error', (error) => conclude(error));
    socket.once('close', () => conclude(new KnockError('it hung up')));
    socket.once('data', (greeting) => {
      const is_nats = GREETING.test(greeting.toString('latin1'));
      conclude(is_nats ? null : new KnockError('it does not answer as a NATS server does'));
    });
  });
}
