import { isUlid } from '../../ids.ts';
import type { Broker, BrokerMessage, PublishOptions } from '../../nats/broker.ts';
import {
  createRequester,
  NoAnswerError,
  NobodyListensError,
  NotConnectedError,
} from '../../nats/requester.ts';
import { SESSION_BOOKINGS, showSubject } from '../../nats/subjects.ts';
import { problem } from '../../protocol/problem.ts';
import { linkSignals, orAborted } from '../abort.ts';
import {
  BoxofficeError,
  ClosedError,
  ConnectionError,
  TimeoutError,
  UnexpectedAnswerError,
} from '../errors.ts';
import type { Attempt, Transport } from '../transport.ts';
import { connected } from './connected.ts';
import { createEngineWatch } from './engine-watch.ts';
import { hearSeatEvents } from './seat-events.ts';

const NOT_A_SHOW = { in: 'subject', field: 'show_id', detail: 'is not the id of a show' } as const;

/** A frontend that may not hear engines finds out no sooner that the one which held a request open is gone. */
const POLL_S = 10;

/** Requests over one inbox; closes the broker with itself. */
export function createNatsTransport(broker: Broker, api_key: string | null): Transport {
  const requester = createRequester(broker);
  const engines = createEngineWatch(broker);
  const encoder = new TextEncoder();
  const own_headers: Record<string, string> = api_key === null ? {} : { 'X-Api-Key': api_key };
  const closing = new AbortController();

  /** What went wrong on the way, in the errors of this library. */
  function failureOf(cause: unknown): unknown {
    if (cause instanceof NobodyListensError) return new BoxofficeError(problem('unavailable'));
    if (closing.signal.aborted) return new ClosedError();
    if (cause instanceof NoAnswerError && broker.isConnected()) {
      return new TimeoutError(cause.message, { cause });
    }
    return cause instanceof NoAnswerError || cause instanceof NotConnectedError
      ? new ConnectionError(cause.message, { cause })
      : cause;
  }

  async function untilConnected(timeout_ms: number, signal: AbortSignal | undefined): Promise<void> {
    const link = linkSignals(signal, closing.signal);
    try {
      await connected(broker, timeout_ms, link.signal);
    } finally {
      link.unlink();
    }
  }

  async function send(
    subject: string,
    body: object,
    headers: PublishOptions['headers'],
    { timeout_ms, signal }: Attempt,
  ) {
    const ends_at = performance.now() + timeout_ms;
    if (!broker.isConnected()) await untilConnected(timeout_ms, signal);
    const payload = encoder.encode(JSON.stringify(body));
    try {
      const answer = requester.request(subject, payload, ends_at - performance.now(), headers);
      return bodyOf(await orAborted(answer, signal));
    } catch (error) {
      throw failureOf(error);
    }
  }

  /** What an engine holds open goes with it, and nobody says so. */
  async function whileEngineLives<Body>(
    show_id: string,
    attempt: Attempt,
    hold: (attempt: Attempt) => Promise<Body>,
  ): Promise<Body> {
    const link = linkSignals(attempt.signal);
    const gone = new ConnectionError('the engine that sells the show is gone');
    const unwatch = engines.onGone(show_id, () => link.abort(gone));
    try {
      return await hold({ ...attempt, signal: link.signal });
    } finally {
      unwatch();
      link.unlink();
    }
  }

  return {
    async ask({ verb, show_id, body, idempotency_key }, poll, attempt) {
      // A subject is no place for what is not a show's id: its dots and stars would mean something there.
      if (!isUlid(show_id)) throw new BoxofficeError(problem('invalid_request', { errors: [NOT_A_SHOW] }));
      const headers =
        idempotency_key === null ? own_headers : { ...own_headers, 'Idempotency-Key': idempotency_key };
      const subject = showSubject(show_id, verb);
      if (poll.wait_s === undefined) return send(subject, body, headers, attempt);
      return whileEngineLives(show_id, attempt, (watched) =>
        send(subject, { ...body, ...poll }, headers, watched),
      );
    },
    bookings: (session_id, attempt) => send(SESSION_BOOKINGS, { session_id }, own_headers, attempt),
    poll_s: POLL_S,
    hearSeats: (show_id, listener, _patience_ms, signal) => hearSeatEvents(broker, show_id, listener, signal),
    async close() {
      closing.abort(new ClosedError());
      requester.close();
      await broker.close();
    },
  };
}

const decoder = new TextDecoder();

function bodyOf(message: BrokerMessage) {
  const body = jsonOf(message.payload);
  if (message.header('Nats-Service-Error') !== null) throw new BoxofficeError(body);
  return body;
}

function jsonOf(payload: Uint8Array) {
  try {
    return JSON.parse(decoder.decode(payload));
  } catch (cause) {
    throw new UnexpectedAnswerError('somebody answers on the subject who is not the box office', { cause });
  }
}
