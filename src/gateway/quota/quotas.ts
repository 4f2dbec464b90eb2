import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problem } from '../../protocol/problem.ts';
import { ProblemError, sendProblem } from '../http/problems.ts';
import type { ApiKeys } from './api-keys.ts';

export interface QuotaOptions {
  readonly api_keys: ApiKeys;
  /** Requests a second for all callers without a key from one address; 0 for no limit. */
  readonly anonymous_rps: number;
}

interface Quota {
  readonly name: string;
  readonly rps: number;
  /** Whether an API key was sent that nobody has. */
  readonly is_unknown_key: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    quota: Quota | null;
  }
}

const UNLIMITED = 0;
const WINDOW_MS = 1_000;
/** Callers whose windows are remembered at a time; the least recent is forgotten first. */
const MOST_CALLERS = 20_000;

/**
 * Counts every request to the routes that are registered after this in the same scope, whatever becomes of it, in
 * windows of one second: with an API key against the key's own quota, else against the one that all callers from the
 * same address share. An unknown key is refused, and counts for its address, so that guessing keys is no way around.
 */
export async function limitRates(
  app: FastifyInstance,
  { api_keys, anonymous_rps }: QuotaOptions,
): Promise<void> {
  const no_quota: Quota = { name: 'anybody', rps: UNLIMITED, is_unknown_key: false };

  function quotaOf(request: FastifyRequest): Quota {
    const key = request.headers['x-api-key'];
    if (key === undefined && anonymous_rps === UNLIMITED) return no_quota;
    const known = typeof key === 'string' ? api_keys.find(key) : null;
    if (known !== null) return { name: `key ${known.name}`, rps: known.rps, is_unknown_key: false };
    return { name: networkOf(request.ip), rps: anonymous_rps, is_unknown_key: key !== undefined };
  }

  app.decorateRequest('quota', null);
  await app.register(rateLimit, {
    global: false,
    timeWindow: WINDOW_MS,
    cache: MOST_CALLERS,
    keyGenerator: (request) => request.quota?.name ?? '',
    max: (request) => request.quota?.rps ?? 0,
    errorResponseBuilder: () =>
      new ProblemError(problem('rate_limited', { retry_after_s: WINDOW_MS / 1_000 })),
  });
  const limit = app.rateLimit();
  app.addHook('onRequest', (request, reply, done) => {
    const quota = quotaOf(request);
    request.quota = quota;
    // The limiter is asynchronous throughout, so whoever has no limit does not pass through it.
    if (quota.rps === UNLIMITED) done();
    else limit.call(app, request, reply).then(() => done(), done);
  });
  app.addHook('preParsing', (request, reply, _payload, done) => {
    if (request.quota?.is_unknown_key === true) sendProblem(reply, problem('unknown_api_key'));
    else done();
  });
}

const IPV6_GROUPS = 8;
const NETWORK_GROUPS = 4;

/** Whoever has one IPv6 address has 2^64 of them, so they count as one. */
function networkOf(address: string): string {
  const is_ipv4 = address.includes('.') || !address.includes(':');
  if (is_ipv4) return address;
  const [head = '', tail = ''] = address.split('::', 2);
  const groupsOf = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const zeros = Array<string>(IPV6_GROUPS).fill('0');
  const known = [...groupsOf(head), ...groupsOf(tail)].length;
  return [...groupsOf(head), ...zeros.slice(known), ...groupsOf(tail)].slice(0, NETWORK_GROUPS).join(':');
}
