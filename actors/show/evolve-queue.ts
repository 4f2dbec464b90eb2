import type { WaitingEnd } from './replies.ts';
import type { ShowState } from './state.ts';

export function endWaiting(state: ShowState, waiting_id: string, status: WaitingEnd): void {
  state.changes.ended_waitings.push({ user: state.queue.leave(waiting_id), status, booking: null });
  state.changes.queue_moved = true;
}

/** Ends the wait of everybody who wants this many seats or more. */
export function endAllWaiting(state: ShowState, wanting_at_least: number, status: WaitingEnd): void {
  for (const user of state.queue.removeWanting(wanting_at_least)) {
    state.changes.ended_waitings.push({ user, status, booking: null });
  }
  state.changes.queue_moved = true;
}
