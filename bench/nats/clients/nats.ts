import { connect } from '@nats-io/transport-node';
import { openBroker } from '../../../src/nats/open-broker.ts';
import { createRequester } from '../../../src/nats/requester.ts';
import { showSubject } from '../../../src/nats/subjects.ts';
import { bookingIdIn, expectReleased } from './answer.ts';
import type { Customer, Till } from './customer.ts';

const TIMEOUT_MS = 10_000;

interface Asking {
  ask(subject: string, payload: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** By the library's own `request`, as it is meant to be used by who needs it fast. */
export async function openRequestTill(url: string, customers: readonly Customer[]): Promise<Till> {
  const connection = await connect({ servers: url, noAsyncTraces: true });
  return till(customers, {
    ask: async (subject, payload) => {
      const message = await connection.request(subject, payload, { timeout: TIMEOUT_MS });
      return message.data;
    },
    close: () => connection.close(),
  });
}

/** Over one inbox for all requests. */
export async function openInboxTill(url: string, customers: readonly Customer[]): Promise<Till> {
  const silent = (): void => {};
  const broker = openBroker(
    { servers: [url], name: 'bench', credentials: { type: 'none' }, tls: null },
    { info: silent, warn: silent, error: silent },
  );
  const requester = createRequester(broker);
  await new Promise<void>((resolve) => {
    broker.onConnection((is_connected) => {
      if (is_connected) resolve();
    });
  });
  return till(customers, {
    ask: async (subject, payload) => {
      const message = await requester.request(subject, payload, TIMEOUT_MS);
      if (message.is_unheard) throw new Error(`nobody listens to ${subject}`);
      return message.payload;
    },
    async close() {
      requester.close();
      await broker.close();
    },
  });
}

function till(customers: readonly Customer[], { ask, close }: Asking): Till {
  const reserving = customers.map(({ session_id, seat }) =>
    Buffer.from(JSON.stringify({ session_id, seats: [seat] })),
  );
  return {
    async reserve(index, show_id) {
      const body = reserving[index];
      if (body === undefined) throw new RangeError(`There is no customer ${index}`);
      return bookingIdIn(textOf(await ask(showSubject(show_id, 'reserve'), body)));
    },
    async release(index, show_id, booking_id) {
      const session_id = customers[index]?.session_id;
      const body = Buffer.from(`{"session_id":"${session_id}","booking_id":"${booking_id}"}`);
      expectReleased(textOf(await ask(showSubject(show_id, 'release'), body)));
    },
    close,
  };
}

function textOf(payload: Uint8Array): string {
  return Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString('latin1');
}
