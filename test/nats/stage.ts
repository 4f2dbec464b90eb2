import type { Broker, BrokerMessage, BrokerOptions } from '../../src/nats/broker.ts';
import { openBroker } from '../../src/nats/open-broker.ts';
import { createRequester } from '../../src/nats/requester.ts';
import { type NatsServer, startNatsServer } from '../support/nats-server.ts';
import { type LogBook, openLogBook } from './log-book.ts';

/** Servers and brokers of one test file, all of which go with `close`. */
export interface Stage {
  server(configuration?: string): Promise<NatsServer>;
  broker(url: string, options?: Partial<BrokerOptions>): { broker: Broker; log: LogBook };
  close(): Promise<void>;
}

export function openStage(): Stage {
  const servers: NatsServer[] = [];
  const brokers: Broker[] = [];
  return {
    async server(configuration = '') {
      const server = await startNatsServer(configuration);
      servers.push(server);
      return server;
    },
    broker(url, options = {}) {
      const log = openLogBook();
      const broker = openBroker(
        { servers: [url], name: 'a test', credentials: { type: 'none' }, tls: null, ...options },
        log,
      );
      brokers.push(broker);
      return { broker, log };
    },
    async close() {
      await Promise.all(brokers.splice(0).map((broker) => broker.close()));
      await Promise.all(servers.splice(0).map((server) => server.close()));
    },
  };
}

/** Resolves once the broker is connected, or is not. */
export function isConnected(broker: Broker, wanted = true): Promise<void> {
  return new Promise((resolve) => {
    if (broker.isConnected() === wanted) {
      resolve();
      return;
    }
    const stop = broker.onConnection((is_connected) => {
      if (is_connected !== wanted) return;
      stop();
      resolve();
    });
  });
}

/**
 * Resolves once the server has taken in all that the broker asked of it before, so that what it subscribed to it hears
 * from other connections too. The subject is one that it may ask at, and where nobody listens.
 */
export async function settled(broker: Broker, subject = 'boxoffice.nowhere'): Promise<void> {
  const requester = createRequester(broker);
  await requester.request(subject, bytesOf(''), 5_000).catch(() => undefined);
  requester.close();
}

/** What arrives at a subject, to be taken one after the other. */
export interface Mailbox {
  next(): Promise<BrokerMessage>;
  readonly texts: readonly string[];
  unsubscribe(): void;
}

export function openMailbox(broker: Broker, subject: string, queue?: string): Mailbox {
  const messages: BrokerMessage[] = [];
  const waiting: ((message: BrokerMessage) => void)[] = [];
  const texts: string[] = [];
  const unsubscribe = broker.subscribe(
    subject,
    (message) => {
      texts.push(textOf(message));
      const taker = waiting.shift();
      if (taker === undefined) messages.push(message);
      else taker(message);
    },
    queue,
  );
  return {
    next: () => {
      const message = messages.shift();
      return message === undefined
        ? new Promise((resolve) => waiting.push(resolve))
        : Promise.resolve(message);
    },
    texts,
    unsubscribe,
  };
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const textOf = (message: BrokerMessage): string => new TextDecoder().decode(message.payload);
