import type { Broker } from '../../nats/broker.ts';
import { orAborted } from '../abort.ts';
import { ConnectionError } from '../errors.ts';

/** Resolves once there is a connection; rejects with a `ConnectionError` when there is none in time. */
export async function connected(
  broker: Broker,
  timeout_ms: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  let unlisten = (): void => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const made = new Promise<void>((resolve, reject) => {
    unlisten = broker.onConnection((is_connected) => {
      if (is_connected) resolve();
    });
    const away = new ConnectionError('there is no connection to the NATS server');
    timer = setTimeout(() => reject(away), timeout_ms);
  });
  try {
    await orAborted(made, signal);
  } finally {
    unlisten();
    clearTimeout(timer);
  }
}
