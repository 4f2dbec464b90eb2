import { SEATS_PER_REQUEST } from '../../actors/limits.ts';
import type {
  SalesClosed,
  WaitingJoined,
  WaitingLeft,
  WaitingServed,
  WaitingTimedOut,
  WaitingUnservable,
} from '../../actors/show/events.ts';
import type { WaitingEnd } from '../../actors/show/replies.ts';
import { runOut } from './deadlines.ts';
import type { Accuse } from './findings.ts';
import { makeReservation } from './reservations.ts';
import { checkSessionLimit } from './seats.ts';
import { countAttainable, countAvailable, isStarted, type ShowModel, type Waiting } from './show-model.ts';
import { checkTerm } from './terms.ts';

export function waitingJoined(show: ShowModel, event: WaitingJoined, accuse: Accuse): void {
  const { waiting_id, booking_id, session, count, expires_at } = event;
  if (isStarted(show)) accuse('after_start', `${waiting_id} joins the queue after the start`);
  if (show.waitings.has(waiting_id)) accuse('id_reused', `there is a place ${waiting_id} already`);
  if (count < 1 || count > SEATS_PER_REQUEST) accuse('wait_count', `${waiting_id} waits for ${count} seats`);
  checkWaitDeadline(show, event, accuse);
  const place = show.queue_by_session.get(session);
  if (place !== undefined) {
    accuse('session_waits_twice', `the session of ${waiting_id} waits as ${place.waiting_id} already`);
  }
  const attainable = countAttainable(show);
  if (count > attainable) {
    accuse(
      'joined_unservable',
      `${waiting_id} joins for ${count} seats, and ${attainable} are neither booked nor blocked`,
    );
  }
  const waiting: Waiting = {
    waiting_id,
    booking_id,
    session,
    count,
    expires_at,
    made_by: show.sequence,
    joined_position: show.queue.length + 1,
    end: null,
  };
  show.waitings.set(waiting_id, waiting);
  show.queue.push(waiting);
  show.queue_by_session.set(session, waiting);
  checkSessionLimit(show, session, accuse);
}

export function waitingServed(show: ShowModel, event: WaitingServed, accuse: Accuse): void {
  const head = show.queue[0];
  const waiting = findWaiting(show, event.waiting_id, accuse);
  if (waiting === undefined) return;
  if (isStarted(show)) accuse('after_start', `${waiting.waiting_id} is served after the start`);
  if (head !== undefined && head !== waiting) {
    accuse(
      'not_head_served',
      `${waiting.waiting_id} is served, and ${head.waiting_id} is the head of the queue`,
    );
  }
  if (event.seats.length !== waiting.count) {
    accuse(
      'served_count',
      `${waiting.waiting_id} waited for ${waiting.count} seats and gets ${event.seats.length}`,
    );
  }
  endWaiting(show, waiting, 'served');
  const { booking_id, session } = waiting;
  const { at, seats, expires_at, lapses_at } = event;
  makeReservation(show, { at, booking_id, session, seats, expires_at, lapses_at }, accuse);
}

export function waitingLeft(show: ShowModel, event: WaitingLeft, accuse: Accuse): void {
  const waiting = findWaiting(show, event.waiting_id, accuse);
  if (waiting !== undefined) endWaiting(show, waiting, 'cancelled');
}

export function waitingTimedOut(show: ShowModel, event: WaitingTimedOut, accuse: Accuse): void {
  const waiting = findWaiting(show, event.waiting_id, accuse);
  if (waiting === undefined) return;
  if (event.at < waiting.expires_at) {
    accuse(
      'wait_ended_early',
      `${waiting.waiting_id} times out at ${event.at}, and is due at ${waiting.expires_at}`,
    );
  }
  endWaiting(show, waiting, 'timed_out');
  const { made_by, expires_at } = waiting;
  runOut(show, { id: waiting.waiting_id, kind: 'wait', due: expires_at, set_by: made_by }, accuse);
}

export function waitingUnservable(show: ShowModel, event: WaitingUnservable, accuse: Accuse): void {
  const attainable = countAttainable(show);
  const removed = show.queue.filter(({ count }) => count >= event.wanting_at_least);
  if (removed.length === 0) {
    accuse('removed_nobody', `nobody waits for ${event.wanting_at_least} seats or more`);
  }
  for (const waiting of removed) {
    if (waiting.count <= attainable) {
      const why = `wants ${waiting.count} seats, and ${attainable} are neither booked nor blocked`;
      accuse('removed_servable', `${waiting.waiting_id} is removed, who ${why}`);
    }
  }
  endWaitings(show, removed, 'not_enough_seats');
}

export function salesClosed(show: ShowModel, _event: SalesClosed, accuse: Accuse): void {
  if (!isStarted(show)) {
    accuse('wait_ended_early', `sales close before the start at ${show.definition.starts_at}`);
  }
  if (show.queue.length === 0) accuse('removed_nobody', 'sales close for the queue, and nobody waits');
  endWaitings(show, show.queue, 'sales_closed');
}

/** Ends the wait of many at once. */
export function endWaitings(show: ShowModel, ended: readonly Waiting[], end: WaitingEnd): void {
  for (const waiting of ended) {
    waiting.end = end;
    show.queue_by_session.delete(waiting.session);
  }
  show.queue = show.queue.filter((waiting) => waiting.end === null);
}

/** At the end of a step: whoever could be served is, and whoever no longer can be is told so. */
export function checkQueueServed(show: ShowModel, accuse: Accuse): void {
  const head = show.queue[0];
  if (head === undefined || isStarted(show) || show.cancelled) return;
  const available = countAvailable(show);
  if (head.count <= available) {
    accuse(
      'head_left_unserved',
      `${head.waiting_id} heads the queue for ${head.count} seats, and ${available} are available`,
    );
  }
  const attainable = countAttainable(show);
  const hopeless = show.queue.find(({ count }) => count > attainable);
  if (hopeless !== undefined) {
    const why = `waits for ${hopeless.count} seats, and ${attainable} are neither booked nor blocked`;
    accuse('left_unservable', `${hopeless.waiting_id} ${why}`);
  }
}

function checkWaitDeadline(
  show: ShowModel,
  { waiting_id, at, expires_at }: WaitingJoined,
  accuse: Accuse,
): void {
  const last = show.queue.at(-1);
  if (expires_at <= at) {
    accuse('deadline_invalid', `${waiting_id} joins at ${at}, to time out at ${expires_at}`);
  }
  if (last !== undefined && expires_at < last.expires_at) {
    accuse('deadline_invalid', `${waiting_id} joins behind ${last.waiting_id}, and would time out before it`);
  }
  if (last?.expires_at !== expires_at) {
    checkTerm(show, 'the time to wait', expires_at - at, waiting_id, accuse);
  }
}

function endWaiting(show: ShowModel, waiting: Waiting, end: WaitingEnd): void {
  if (show.queue[0] === waiting) show.queue.shift();
  else show.queue.splice(show.queue.indexOf(waiting), 1);
  show.queue_by_session.delete(waiting.session);
  waiting.end = end;
}

/** Somebody who still waits. */
function findWaiting(show: ShowModel, waiting_id: string, accuse: Accuse): Waiting | undefined {
  const waiting = show.waitings.get(waiting_id);
  if (waiting === undefined) {
    accuse('waiting_unknown', `there is no place ${waiting_id}`);
    return undefined;
  }
  if (waiting.end === null) return waiting;
  accuse('wait_ended_twice', `the wait of ${waiting_id} has ended before, as ${waiting.end}`);
  return undefined;
}
