import Type from 'typebox';
import { IdempotencyKey } from '../../protocol/fields.ts';
import { type Problem, problem } from '../../protocol/problem.ts';
import { BODY_BYTES_MOST } from '../../protocol/requests.ts';
import { compileCheck } from '../../protocol/validation.ts';
import type { BrokerMessage } from '../broker.ts';
import { readBody } from './body.ts';
import { readHeaders } from './headers.ts';
import type { KeyQuotas } from './key-quotas.ts';

const KEY_HEADER = compileCheck(Type.Object({ 'idempotency-key': IdempotencyKey }), 'header');

/** What a message brought, which is not yet held against a schema; or why it is refused. */
export type Incoming =
  | { readonly refusal: null; readonly body: unknown; readonly idempotency_key: string | null }
  | { readonly refusal: Problem };

/** Reads a message in the order of HTTP: what costs least to find out comes first. */
export function readIncoming(message: BrokerMessage, quotas: KeyQuotas): Incoming {
  const headers = readHeaders(message);
  if (headers === null) return { refusal: problem('bad_request') };
  const { api_key, idempotency_key } = headers;
  const over_quota = api_key === null ? null : quotas.refusal(api_key);
  if (over_quota !== null) return { refusal: over_quota };

  if (message.payload.length > BODY_BYTES_MOST) return { refusal: problem('payload_too_large') };
  const body = readBody(message.payload);
  if (body === undefined) return { refusal: problem('malformed_json') };
  if (idempotency_key !== null) {
    const sent = { 'idempotency-key': idempotency_key };
    if (!KEY_HEADER.fits(sent)) {
      return { refusal: problem('invalid_request', { errors: KEY_HEADER.errors(sent) }) };
    }
  }
  return { refusal: null, body, idempotency_key };
}
