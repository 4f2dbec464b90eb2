import { isUlid } from '../../ids.ts';
import type { Broker, BrokerMessage } from '../../nats/broker.ts';
import {
  createRequester,
  NoAnswerError,
  NobodyListensError,
  NotConnectedError,
} from '../../nats/requester.ts';
import { showSubject } from '../../nats/subjects.ts';
import { problem } from '../../protocol/problem.ts';
import { orAborted } from '../abort.ts';
import { BoxofficeError, ClosedError, ConnectionError, TimeoutError } from '../errors.ts';
import type { Transport } from '../transport.ts';
import { connected } from './connected.ts';
import { hearSeatEvents } from './seat-events.ts';

const NOT_A_SHOW = { in: 'path', field: 'show_id', detail: 'is not the id of a show' } as const;

/** Nobody says when the engine that held a request open is gone. */
const POLL_S = 10;

/** Requests over one inbox; closes the broker with itself. */
export function createNatsTransport(broker: Broker, api_key: string | null): Transport {
  const requester = createRequester(broker);
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const own_headers: Record<string, string> = api_key === null ? {} : { 'X-Api-Key': api_key };
  let is_closed = false;

  /** What went wrong on the way, in the errors of this library. */
  function failureOf(cause: unknown): unknown {
    if (cause instanceof NobodyListensError) return new BoxofficeError(problem('unavailable'));
    if (is_closed) return new ClosedError();
    if (cause instanceof NoAnswerError && broker.isConnected()) {
      return new TimeoutError(cause.message, { cause });
    }
    return cause instanceof NoAnswerError || cause instanceof NotConnectedError
      ? new ConnectionError(cause.message, { cause })
      : cause;
  }

  function bodyOf(message: BrokerMessage) {
    const body = JSON.parse(decoder.decode(message.payload));
    if (message.header('Nats-Service-Error') !== null) throw new BoxofficeError(body);
    return body;
  }

  return {
    async ask({ verb, show_id, body, idempotency_key }, poll, { timeout_ms, signal }) {
      // A subject is no place for what is not a show's id: its dots and stars would mean something there.
      if (!isUlid(show_id)) throw new BoxofficeError(problem('invalid_request', { errors: [NOT_A_SHOW] }));
      const ends_at = performance.now() + timeout_ms;
      if (!broker.isConnected()) await connected(broker, timeout_ms, signal);
      const headers =
        idempotency_key === null ? own_headers : { ...own_headers, 'Idempotency-Key': idempotency_key };
      const payload = encoder.encode(JSON.stringify({ ...body, ...poll }));
      const left_ms = ends_at - performance.now();
      try {
        const answer = requester.request(showSubject(show_id, verb), payload, left_ms, headers);
        return bodyOf(await orAborted(answer, signal));
      } catch (error) {
        throw failureOf(error);
      }
    },
    poll_s: POLL_S,
    hearSeats: (show_id, listener, _patience_ms, signal) => hearSeatEvents(broker, show_id, listener, signal),
    async close() {
      is_closed = true;
      requester.close();
      await broker.close();
    },
  };
}
