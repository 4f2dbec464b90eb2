import type { Answer } from '../../protocol/answers.ts';
import { problem } from '../../protocol/problem.ts';
import type { Routing } from '../../routing/routing.ts';
import type { Broker, BrokerLog } from '../broker.ts';
import { engineRequests } from '../subjects.ts';
import type { LinkRequest, NumberedAnswer, RequestBatch } from './messages.ts';
import { createOutbox, type Outbox } from './outbox.ts';

/** The brackets around the answers of a message. */
const ENVELOPE_BYTES = 2;

export interface GatewayService {
  /** Takes no further requests; resolves when those under way are answered. */
  close(): Promise<void>;
}

interface Options {
  readonly broker: Broker;
  readonly engine_id: string;
  /** The shows of this very process. */
  readonly routing: Routing;
  readonly log: BrokerLog;
}

/** Answers the gateways: takes their messages apart, and collects the answers that go back to the same one. */
export function serveGateways({ broker, engine_id, routing, log }: Options): GatewayService {
  const outboxes = new Map<string, Outbox>();
  let under_way = 0;
  let onAllAnswered = (): void => undefined;

  /** Gateways come and go: an outbox is kept no longer than there is something in it. */
  function outboxTo(gateway: string): Outbox {
    const known = outboxes.get(gateway);
    if (known !== undefined) return known;
    const outbox = createOutbox((answers) => {
      outboxes.delete(gateway);
      broker.publish(gateway, Buffer.from(`[${answers.join(',')}]`));
    });
    outboxes.set(gateway, outbox);
    return outbox;
  }

  /** What does not fit in a message is refused here, or the whole message would be. */
  function written(number: number, answered: Answer): string {
    const numbered: NumberedAnswer = [number, answered];
    const json = JSON.stringify(numbered);
    if (Buffer.byteLength(json) + ENVELOPE_BYTES <= broker.maxPayload() || !broker.isConnected()) return json;
    log.error(
      { bytes: json.length },
      'an answer is larger than the NATS server takes; raise its max_payload',
    );
    return written(number, internalError());
  }

  async function answer(request: LinkRequest): Promise<Answer> {
    try {
      return await (request.verb === 'bookings'
        ? routing.sessionBookings(request.session_id)
        : routing.ask(request));
    } catch (error) {
      log.error({ err: error, verb: request.verb }, 'a request from a gateway failed');
      return internalError();
    }
  }

  const unsubscribe = broker.subscribe(engineRequests(engine_id), ({ payload }) => {
    const { answers_to, requests } = batchIn(payload);
    for (const [number, request] of requests) {
      under_way += 1;
      void answer(request).then((answered) => {
        outboxTo(answers_to).add(written(number, answered));
        under_way -= 1;
        if (under_way === 0) onAllAnswered();
      });
    }
  });

  return {
    async close() {
      unsubscribe();
      if (under_way > 0) await new Promise<void>((resolve) => (onAllAnswered = resolve));
    },
  };
}

function internalError(): Answer {
  return { type: 'problem', status: 500, body: problem('internal_error') };
}

function batchIn(payload: Uint8Array): RequestBatch {
  return JSON.parse(Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString());
}
