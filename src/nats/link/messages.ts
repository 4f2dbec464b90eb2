import Type from 'typebox';
import type { Answer } from '../../protocol/answers.ts';
import type { ShowRequest } from '../../protocol/requests.ts';
import { messageForm } from '../message-form.ts';

/**
 * What travels between a gateway and an engine: the requests of many users in one message, and their answers, whenever
 * they are there, in others. It is JSON, so that it can be looked at on its way.
 */

/** A session's bookings in the shows of one engine, and how its busiest shows stand, are asked for as well. */
export type LinkRequest =
  | ShowRequest
  | { readonly verb: 'bookings'; readonly session_id: string }
  | { readonly verb: 'overview'; readonly shows_most: number };

/** An engine that has not answered by then is taken for away: its users are to hear of it within two seconds. */
export const ANSWER_WITHIN_MS = 1_700;

const RequestBatch = Type.Object({
  /** The inbox that answers go to: nobody is to have an engine speak elsewhere. */
  answers_to: Type.String({ pattern: '^_INBOX(\\.[A-Za-z0-9_-]+)+$' }),
  /** Milliseconds by a steady clock of the gateway's own; what was held up for too long is not done any more. */
  asked_at: Type.Optional(Type.Number()),
  /** With the gateway's number, which comes back with the answer. What a request has to be depends on its verb. */
  requests: Type.Array(Type.Tuple([Type.Integer(), Type.Unsafe<LinkRequest>(Type.Object({}))])),
});

export const requestBatches = messageForm(RequestBatch);

export type NumberedAnswer = readonly [number: number, answer: Answer];
