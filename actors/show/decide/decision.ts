import type { ShowEvent } from '../events.ts';
import type { CheckInOutcome, RefusalReason } from '../replies.ts';

/**
 * What a command leads to, on its own: what follows from it by itself (the queue being served, say) is settled afterwards.
 * `about` says what the reply is to show once all has been taken in.
 */
export type Decision = Accepted | Refused;

export interface Accepted {
  readonly type: 'accepted';
  readonly events: readonly ShowEvent[];
  readonly about: Subject;
}

export interface Refused {
  readonly type: 'refused';
  readonly reason: RefusalReason;
}

export type Subject =
  | { readonly type: 'booking'; readonly booking_id: string }
  | { readonly type: 'payment'; readonly payment_id: string; readonly booking_id: string }
  | { readonly type: 'waiting'; readonly waiting_id: string }
  | { readonly type: 'seat_map' }
  | { readonly type: 'check_in'; readonly outcome: CheckInOutcome }
  | { readonly type: 'door_list' }
  | { readonly type: 'nothing' };

export function accept(about: Subject, ...events: readonly ShowEvent[]): Accepted {
  return { type: 'accepted', events, about };
}

export function refuse(reason: RefusalReason): Refused {
  return { type: 'refused', reason };
}
