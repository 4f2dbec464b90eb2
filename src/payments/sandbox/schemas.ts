import type { Metadata } from './payment.ts';

/**
 * What the sandbox's routes take. Written as plain JSON schemas: to load the library that the gateway writes its own with
 * would take longer than all the rest of this small service.
 */

const text = { type: 'string', minLength: 1, maxLength: 200 } as const;
const amount = { type: 'integer', minimum: 1, maximum: 1_000_000_000 } as const;

function closed(properties: object): object {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

const key_header = { type: 'object', properties: { 'idempotency-key': text }, required: ['idempotency-key'] };
const id_path = closed({ id: text });

interface KeyHeader {
  'idempotency-key': string;
}
interface IdPath {
  id: string;
}

export interface MakeRoute {
  Headers: KeyHeader;
  Body: { amount: number; currency: string; payment_token: string; capture: boolean; metadata: Metadata };
}
export const MAKE_SCHEMA = {
  headers: key_header,
  body: closed({
    amount,
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    payment_token: text,
    capture: { type: 'boolean' },
    metadata: {
      type: 'object',
      maxProperties: 20,
      propertyNames: { maxLength: 40 },
      additionalProperties: { type: 'string', maxLength: 500 },
    },
  }),
};

export interface LookUpRoute {
  Querystring: { idempotency_key: string };
}
export const LOOK_UP_SCHEMA = { querystring: closed({ idempotency_key: text }) };

export interface IdRoute {
  Params: IdPath;
}
export const ID_SCHEMA = { params: id_path };

export interface RefundRoute extends IdRoute {
  Headers: KeyHeader;
  Body: { amount: number };
}
export const REFUND_SCHEMA = { params: id_path, headers: key_header, body: closed({ amount }) };
