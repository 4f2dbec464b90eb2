import type { Character } from './character.ts';
import type { Told } from './told.ts';

/** What somebody does next, or waits for the answer of. */
export type Step =
  | 'listing'
  | 'seat_map'
  | 'reserve'
  | 'join'
  | 'wait'
  | 'ask_place'
  | 'leave'
  | 'pay'
  | 'await_payment'
  | 'look_after'
  | 'release';

/** Somebody who wants seats. There are 100,000 of them at a time, so they are plain data, without a promise each. */
export interface Person {
  readonly show: number;
  readonly is_quiet: boolean;
  readonly character: Character;
  readonly session_id: string;
  readonly told: Told;
  step: Step;
  /** When it is, or was, to be done: what an answer's latency counts from. `performance.now()`. */
  due_at: number;
  /** When the request of this step was sent first. Unix milliseconds. */
  sent_at: number;
  /** Of the request of this step; it stays the same when the request is repeated. */
  idempotency_key: string;
  keys_drawn: number;
  listings_seen: number;
  /** How often seats were asked for, and the ones named last. */
  picks: number;
  named: readonly string[] | null;
  /** How often in a row it was refused, or not answered. */
  refused: number;
  unanswered: number;
  waiting_id: string;
  waiting_version: number;
  /** How often in a row a long poll was answered without news, and not held open. */
  unheld: number;
  /** `performance.now()`; never where they have all the time in the world. */
  leaves_at: number;
  booking_version: number;
  /** Whether no connection could be spared for them to wait on. */
  asked_place: boolean;
}

export function newPerson(
  session_id: string,
  { show, is_quiet }: { readonly show: number; readonly is_quiet: boolean },
  character: Character,
): Person {
  return {
    show,
    is_quiet,
    character,
    session_id,
    told: { show, count: character.count, wait: null, booking: null, end: null, unexpected: null },
    step: 'listing',
    due_at: 0,
    sent_at: 0,
    idempotency_key: '',
    keys_drawn: 0,
    listings_seen: 0,
    picks: 0,
    named: null,
    refused: 0,
    unanswered: 0,
    waiting_id: '',
    waiting_version: 0,
    unheld: 0,
    leaves_at: Number.POSITIVE_INFINITY,
    booking_version: 0,
    asked_place: false,
  };
}
