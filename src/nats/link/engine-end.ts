import { partitionOf } from '../../../persistence/partition.ts';
import type { AdmissionClass } from '../../gateway/admission/classes.ts';
import type { Admission } from '../../gateway/admission/contract.ts';
import { untilAdmitted } from '../../gateway/admission/until-admitted.ts';
import type { Answer } from '../../protocol/answers.ts';
import { OVERVIEW_SHOWS_MOST } from '../../protocol/fields.ts';
import { type Problem, problem } from '../../protocol/problem.ts';
import { REQUEST_BODIES, type Verb } from '../../protocol/requests.ts';
import { compileCheck } from '../../protocol/validation.ts';
import type { Routing } from '../../routing/routing.ts';
import type { Broker, BrokerLog } from '../broker.ts';
import { engineRequests } from '../subjects.ts';
import { createAges } from './ages.ts';
import { ANSWER_WITHIN_MS, type LinkRequest, type NumberedAnswer, requestBatches } from './messages.ts';
import { createOutbox, type Outbox } from './outbox.ts';

/** The brackets around the answers of a message. */
const ENVELOPE_BYTES = 2;

const RETRY_AFTER_S = 2;

/** Rule 14, for a crowd that comes by many gateways, of which none has too much to do by itself. */
const SHED: Readonly<Partial<Record<Verb, AdmissionClass>>> = {
  seats: 'seat_map',
  reserve: 'reserve',
  change: 'reserve',
  wait: 'join',
};

/** Gateways have checked what they were sent; but whoever may use the subject is not therefore one of ours. */
const CHECKS = new Map(
  Object.entries(REQUEST_BODIES).map(([verb, schema]) => [verb, compileCheck(schema, 'body')]),
);

export interface GatewayService {
  /** Takes no further requests; resolves when those under way are answered. */
  close(): Promise<void>;
}

interface Options {
  readonly broker: Broker;
  readonly engine_id: string;
  /** Those whose shows live in this process. */
  readonly partitions: readonly number[];
  /** To the shows of this process. */
  readonly routing: Routing;
  readonly admission: Pick<Admission, 'hasRoom' | 'enter'>;
  readonly log: BrokerLog;
}

/** Answers the gateways: takes their messages apart, and collects the answers that go back to the same one. */
export function serveGateways(options: Options): GatewayService {
  const { broker, engine_id, routing, admission, log } = options;
  const ours = new Set(options.partitions);
  const outboxes = new Map<string, Outbox>();
  const ages = createAges(() => performance.now());
  let under_way = 0;
  let onAllAnswered = (): void => undefined;

  /** Gateways come and go: an outbox is kept no longer than there is something in it. */
  function outboxTo(gateway: string): Outbox {
    const known = outboxes.get(gateway);
    if (known !== undefined) return known;
    const outbox = createOutbox(broker.maxPayload, (answers) => {
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
    const largest = broker.maxPayload();
    if (largest === 0 || Buffer.byteLength(json) + ENVELOPE_BYTES <= largest) return json;
    log.error(
      { bytes: json.length },
      'an answer is larger than the NATS server takes; raise its max_payload',
    );
    return written(number, refused(problem('internal_error')));
  }

  function refusal(request: LinkRequest): Problem | null {
    if (request.verb === 'bookings' || request.verb === 'overview') return null;
    const check = CHECKS.get(request.verb);
    if (check === undefined) return problem('unknown_verb');
    if (!check.fits(request.body)) return problem('invalid_request', { errors: check.errors(request.body) });
    // The gateway has heard of us, and not yet of whoever owns it now.
    if (!ours.has(partitionOf(request.show_id)))
      return problem('unavailable', { retry_after_s: RETRY_AFTER_S });
    return null;
  }

  async function answerInTurn(request: LinkRequest): Promise<Answer> {
    if (request.verb === 'bookings' || request.verb === 'overview') return answerTo(request);
    const admission_class = SHED[request.verb];
    if (admission_class === undefined || admission.hasRoom(admission_class)) return answerTo(request);
    const overload = await untilAdmitted(admission, admission_class, request.show_id);
    return overload === null ? answerTo(request) : refused(overload);
  }

  function answerTo(request: LinkRequest): Promise<Answer> {
    if (request.verb === 'bookings') return routing.sessionBookings(request.session_id);
    if (request.verb === 'overview') {
      return routing.overview(Math.min(OVERVIEW_SHOWS_MOST, request.shows_most));
    }
    return routing.ask(request);
  }

  async function answer(request: LinkRequest): Promise<Answer> {
    try {
      const problem_document = refusal(request);
      if (problem_document !== null) return refused(problem_document);
      return await answerInTurn(request);
    } catch (error) {
      log.error({ err: error, verb: request.verb }, 'a request from a gateway failed');
      return refused(problem('internal_error'));
    }
  }

  const unsubscribe = broker.subscribe(engineRequests(engine_id), ({ payload }) => {
    const batch = requestBatches.decode(payload);
    if (batch === null) {
      log.warn({}, 'requests of a gateway could not be read: is there another version of boxoffice?');
      return;
    }
    const { answers_to, requests, asked_at } = batch;
    // The gateway has told everybody already that it does not know.
    if (asked_at !== undefined && ages.of(answers_to, asked_at) >= ANSWER_WITHIN_MS) return;
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

function refused(body: Problem): Answer {
  return { type: 'problem', status: body.status, body };
}
