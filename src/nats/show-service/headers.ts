import type { BrokerMessage } from '../broker.ts';

const IDEMPOTENCY_KEY = 'Idempotency-Key';
const API_KEY = 'X-Api-Key';

/** What a request may bring beside its body. */
export interface RequestHeaders {
  readonly idempotency_key: string | null;
  readonly api_key: string | null;
}

/** Null where they cannot be read: the server passes on whatever a client calls headers. */
export function readHeaders(message: BrokerMessage): RequestHeaders | null {
  try {
    return { idempotency_key: message.header(IDEMPOTENCY_KEY), api_key: message.header(API_KEY) };
  } catch {
    return null;
  }
}

/** The same headers, to be sent on. */
export function writeHeaders({ idempotency_key, api_key }: RequestHeaders): Record<string, string> {
  return {
    ...(idempotency_key === null ? {} : { [IDEMPOTENCY_KEY]: idempotency_key }),
    ...(api_key === null ? {} : { [API_KEY]: api_key }),
  };
}
