import type { Answer } from '../../protocol/answers.ts';
import type { ShowRequest } from '../../protocol/requests.ts';

/**
 * What travels between a gateway and an engine: the requests of many users in one message, and their answers, whenever
 * they are there, in others. It is JSON, so that it can be looked at on its way.
 */

/** A session's bookings in the shows of one engine are asked for as well. */
export type LinkRequest = ShowRequest | { readonly verb: 'bookings'; readonly session_id: string };

export interface RequestBatch {
  /** The subject that answers go to. */
  readonly answers_to: string;
  readonly requests: readonly NumberedRequest[];
}

/** The number is the gateway's, and comes back with the answer. */
export type NumberedRequest = readonly [number: number, request: LinkRequest];
export type NumberedAnswer = readonly [number: number, answer: Answer];
