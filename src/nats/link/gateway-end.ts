import { LinkedHashMap } from '../../../actors/collections/linked-hash-map.ts';
import { type Answer, problemAnswer } from '../../protocol/answers.ts';
import { problem } from '../../protocol/problem.ts';
import { unavailable } from '../../routing/unavailable.ts';
import type { Broker, BrokerMessage } from '../broker.ts';
import { drawInbox } from '../inbox.ts';
import { engineRequests } from '../subjects.ts';
import { textOf } from '../text-of.ts';
import { ANSWER_WITHIN_MS, type LinkRequest, type NumberedAnswer } from './messages.ts';
import { createOutbox, type Outbox } from './outbox.ts';

/** The gateway's end of its links to all engines. */
export interface EngineLinks {
  /**
   * Asks an engine; what it is asked within one turn of the event loop travels together. An engine that does not answer
   * in time is `unavailable`; whether it did what it was asked is not known then. What the server does not take is
   * `payload_too_large`.
   */
  ask(engine_id: string, request: LinkRequest): Promise<Answer>;
  /** Requests that are not answered yet. */
  pending(): number;
  close(): void;
}

const SWEEP_EVERY_MS = 100;
const CLOCK_DIGITS_MOST = 16;

interface Pending {
  readonly number: number;
  readonly engine_id: string;
  /** By `performance.now()`. */
  readonly asked_at: number;
  readonly resolve: (answer: Answer) => void;
}

export function openEngineLinks(broker: Broker): EngineLinks {
  const inbox = drawInbox();
  const answers_to = `${inbox}.answers`;
  // The server answers here where nobody listens for the engine's requests: `<engine_id>.<first>.<last number>`.
  const unheard_prefix = `${inbox}.unheard.`;
  // All may wait equally long, so the head is the first whose time is over.
  const pending = new LinkedHashMap<number, Pending>();
  const outboxes = new Map<string, Outbox>();
  let newest_number = 0;

  function take({ subject, payload, is_unheard }: BrokerMessage): void {
    if (is_unheard) giveUpBatch(subject);
    else for (const [number, answer] of answersIn(payload)) pending.delete(number)?.resolve(answer);
  }

  function giveUp(concerns: (request: Pending) => boolean): void {
    for (const request of pending.values()) {
      if (!concerns(request)) continue;
      pending.delete(request.number);
      request.resolve(unavailable());
    }
  }

  /** Those before it the engine has taken, and may be answering still. */
  function giveUpBatch(unheard_at: string): void {
    const [engine_id, first, last] = unheard_at.slice(unheard_prefix.length).split('.');
    giveUp(
      (request) =>
        request.engine_id === engine_id && request.number >= Number(first) && request.number <= Number(last),
    );
  }

  const batchOf = (requests: readonly string[]): Uint8Array =>
    Buffer.from(
      `{"answers_to":"${answers_to}","asked_at":${Math.round(performance.now())},"requests":[${requests.join(',')}]}`,
    );
  // The time grows by some digits as years go by.
  const envelope_bytes = batchOf([]).length + CLOCK_DIGITS_MOST;

  function outboxTo(engine_id: string): Outbox {
    const known = outboxes.get(engine_id);
    if (known !== undefined) return known;
    const outbox = createOutbox(broker.maxPayload, (requests) => {
      const reply = `${unheard_prefix}${engine_id}.${numberOf(requests[0])}.${numberOf(requests.at(-1))}`;
      if (!broker.publish(engineRequests(engine_id), batchOf(requests), { reply })) giveUpBatch(reply);
    });
    outboxes.set(engine_id, outbox);
    return outbox;
  }

  function giveUpOverdue(): void {
    const since = performance.now() - ANSWER_WITHIN_MS;
    for (let oldest = pending.head; oldest !== undefined && oldest.asked_at <= since; oldest = pending.head) {
      pending.delete(oldest.number);
      oldest.resolve(unavailable());
    }
  }

  const unsubscribe = broker.subscribe(`${inbox}.>`, take);
  const unlisten = broker.onConnection((is_connected) => {
    if (!is_connected) giveUp(() => true);
  });
  const sweeping = setInterval(giveUpOverdue, SWEEP_EVERY_MS);

  return {
    ask(engine_id, request) {
      if (!broker.isConnected()) return Promise.resolve(unavailable());
      newest_number += 1;
      const number = newest_number;
      const numbered = JSON.stringify([number, request]);
      if (Buffer.byteLength(numbered) + envelope_bytes > broker.maxPayload())
        return Promise.resolve(problemAnswer(problem('payload_too_large')));
      return new Promise((resolve) => {
        pending.append(number, { number, engine_id, asked_at: performance.now(), resolve });
        outboxTo(engine_id).add(numbered);
      });
    },
    pending: () => pending.size,
    close() {
      clearInterval(sweeping);
      unlisten();
      unsubscribe();
      giveUp(() => true);
    },
  };
}

/** Of a request as it is written: `[number, …]`. */
function numberOf(numbered_request = ''): number {
  return Number.parseInt(numbered_request.slice(1), 10);
}

function answersIn(payload: Uint8Array): readonly NumberedAnswer[] {
  return JSON.parse(textOf(payload));
}
