import Type from 'typebox';
import { partitionOf } from '../../../persistence/partition.ts';
import type { Admission } from '../../gateway/admission/contract.ts';
import { untilAdmitted } from '../../gateway/admission/until-admitted.ts';
import { isUlid } from '../../ids.ts';
import { problemAnswer } from '../../protocol/answers.ts';
import { ShowId } from '../../protocol/fields.ts';
import { type ProblemMembers, problem } from '../../protocol/problem.ts';
import type { ProblemCode } from '../../protocol/problem-kinds.ts';
import { compileCheck } from '../../protocol/validation.ts';
import type { BrokerLog, BrokerMessage } from '../broker.ts';
import { count, type ShowEndpoint } from './endpoint.ts';
import { readIncoming } from './incoming.ts';
import type { KeyQuotas } from './key-quotas.ts';
import type { Replies } from './replies.ts';
import { tellSeldom } from './tell-seldom.ts';
import type { PublicVerb, VerbAnswer } from './verbs.ts';

/** Room for the answers that are waited for, and for what shows have not answered yet; a request holds about 2 kB. */
const REQUESTS_UNDER_WAY_MOST = 40_000;
const OVERLOADED_RETRY_S = 1;
const STOPPING_RETRY_S = 5;

const NAMED_SHOW = compileCheck(Type.Object({ show_id: ShowId }), 'subject');

/** A message that somebody waits for the answer to, and what its subject says. */
export interface Request {
  readonly message: BrokerMessage;
  readonly reply: string;
  readonly show_id: string;
  readonly verb: string;
  /** The one that the subject names; where it names none, the show's own. */
  readonly partition: number;
}

/** Answers requests for the shows of this process. */
export interface Serving {
  /** Checks the request, asks the show and replies. */
  serve(request: Request): Promise<void>;
  /** Refuses what comes from now on; resolves once all is answered. */
  close(): Promise<void>;
}

export interface ServingOptions {
  readonly endpoints: ReadonlyMap<string, ShowEndpoint>;
  readonly admission: Pick<Admission, 'hasRoom' | 'enter'>;
  readonly quotas: KeyQuotas;
  readonly replies: Replies;
  readonly log: BrokerLog;
}

export function createServing({ endpoints, admission, quotas, replies, log }: ServingOptions): Serving {
  let under_way = 0;
  let is_stopping = false;
  let onAllAnswered = (): void => {};
  const tellMisrouted = tellSeldom((requests) =>
    log.warn(
      { requests },
      'requests came on the subject of a partition that is not their show’s: either somebody sent them there, or the NATS server has another mapping than examples/nats-server.conf',
    ),
  );

  /** In the order of HTTP: what costs least to find out comes first. */
  function answer(endpoint: ShowEndpoint | undefined, request: Request): Promise<VerbAnswer> | VerbAnswer {
    if (endpoint === undefined) return refused('unknown_verb');
    const { show_id } = request;
    if (!isUlid(show_id)) return refused('invalid_request', { errors: NAMED_SHOW.errors({ show_id }) });
    if (partitionOf(show_id) !== request.partition) {
      tellMisrouted();
      return refused('wrong_partition');
    }
    if (is_stopping) return refused('stopping', { retry_after_s: STOPPING_RETRY_S });
    if (under_way > REQUESTS_UNDER_WAY_MOST) {
      return refused('overloaded', { retry_after_s: OVERLOADED_RETRY_S });
    }
    const { verb } = endpoint;
    if (verb.admission === null || admission.hasRoom(verb.admission)) return ask(verb, request);
    return untilAdmitted(admission, verb.admission, show_id).then((refusal) =>
      refusal === null ? ask(verb, request) : problemAnswer(refusal),
    );
  }

  function ask(verb: PublicVerb, { message, show_id }: Request): Promise<VerbAnswer> | VerbAnswer {
    const incoming = readIncoming(message, quotas);
    if (incoming.refusal !== null) return problemAnswer(incoming.refusal);
    const asked = verb.ask(show_id, incoming.body, incoming.idempotency_key);
    return Array.isArray(asked) ? refused('invalid_request', { errors: asked }) : asked;
  }

  return {
    async serve(request) {
      const came_at = performance.now();
      under_way += 1;
      const endpoint = endpoints.get(request.verb);
      let answered: VerbAnswer;
      try {
        answered = await answer(endpoint, request);
      } catch (error) {
        log.error(
          { err: error, show_id: request.show_id, verb: request.verb },
          'a request failed on our side',
        );
        answered = refused('internal_error');
      }
      const refusal = replies.send(request.reply, answered);
      if (endpoint !== undefined) count(endpoint, performance.now() - came_at, refusal);
      under_way -= 1;
      if (under_way === 0) onAllAnswered();
    },
    async close() {
      is_stopping = true;
      if (under_way === 0) return;
      await new Promise<void>((resolve) => {
        onAllAnswered = resolve;
      });
    },
  };
}

function refused(code: ProblemCode, members?: ProblemMembers): VerbAnswer {
  return problemAnswer(problem(code, members));
}
