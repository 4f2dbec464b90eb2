import { KEY_MEMORY_AFTER_START_MS, type Limits } from '../limits.ts';
import { recordBooking } from './booking.ts';
import { noChanges } from './changes.ts';
import type { IdempotencyKey, Moment, ShowCommand } from './commands.ts';
import { bookingOf } from './decide/bookings.ts';
import { decide } from './decide/decide.ts';
import type { Subject } from './decide/decision.ts';
import { nextDue } from './due.ts';
import type { ShowEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { Answer } from './remembered-answer.ts';
import type { Reply } from './replies.ts';
import type { ShowState } from './state.ts';
import { bookingInStep, doorList, replyWith, seatMapView, waitingInStep } from './views.ts';

/** All that one command did: to be appended as one, or not at all. */
export interface StepTaken {
  /** None where the command changed nothing. */
  readonly events: readonly ShowEvent[];
  readonly reply: Reply;
}

/**
 * One command: settles what is due, decides, settles what follows. The events are in the state already, and
 * `state.changes` tells what they touched. The same state, command, moment and limits give the same step.
 */
export function takeStep(state: ShowState, command: ShowCommand, moment: Moment, limits: Limits): StepTaken {
  // Rule 3: a clock that jumps back does no harm.
  const now = Math.max(moment.now, state.last_event_at);
  const settled: Moment = { now, outage_ended_at: moment.outage_ended_at };
  state.changes = noChanges();
  const events: ShowEvent[] = [];

  const take = (event: ShowEvent): void => {
    evolve(state, event);
    events.push(event);
  };
  const happen = (event: ShowEvent): void => {
    if (state.sequence === 0) take({ type: 'show_opened', at: now, definition: state.definition });
    take(event);
  };
  const settle = (): void => {
    for (let due = nextDue(state, settled, limits); due !== null; due = nextDue(state, settled, limits))
      happen(due);
  };

  settle();
  const key = 'key' in command ? command.key : null;
  const repeated = key === null ? null : repeatedReply(state, key, now);
  if (repeated !== null) return { events, reply: repeated };

  const decision = decide(state, command, now, limits);
  if (decision.type === 'refused') return { events, reply: { type: 'refused', ...decision.reason } };
  for (const event of decision.events) happen(event);
  if (decision.events.length > 0) settle();
  const { about } = decision;
  if (about.type === 'nothing') return { events, reply: { type: 'done' } };
  if (about.type === 'seat_map') return { events, reply: { type: 'seat_map', seat_map: seatMapView(state) } };
  if (about.type === 'check_in') return { events, reply: about };
  if (about.type === 'door_list') return { events, reply: { type: 'door_list', tickets: doorList(state) } };
  const answer = answerAbout(state, about);
  if (key !== null) happen({ type: 'answer_remembered', at: now, key: key.key, body: key.body, answer });
  return { events, reply: replyWith(state, answer) };
}

/** Rule 11: what succeeded under this key is answered again as it was. */
function repeatedReply(state: ShowState, { key, body }: IdempotencyKey, now: number): Reply | null {
  if (now > state.definition.starts_at + KEY_MEMORY_AFTER_START_MS) return null;
  const remembered = state.answers.find(key);
  if (remembered === undefined) return null;
  if (remembered.body !== body) return { type: 'refused', code: 'idempotency_key_reused' };
  const { answer } = remembered;
  return answer.type === 'payment' ? replyAboutPayment(state, answer) : replyWith(state, answer);
}

/** Who repeats a payment wants to know whether it was made: the answer is how its booking stands now. */
function replyAboutPayment(state: ShowState, answer: Answer & { type: 'payment' }): Reply {
  const booking = bookingOf(state, answer.booking.session, answer.booking.booking_id);
  if (booking === undefined) return { type: 'refused', code: 'unknown_booking' };
  return replyWith(state, { ...answer, booking: recordBooking(booking) });
}

function answerAbout(state: ShowState, about: Extract<Subject, { type: Answer['type'] }>): Answer {
  switch (about.type) {
    case 'booking':
      return { type: 'booking', booking: recordBooking(bookingInStep(state, about.booking_id)) };
    case 'payment':
      return {
        type: 'payment',
        payment_id: about.payment_id,
        booking: recordBooking(bookingInStep(state, about.booking_id)),
      };
    case 'waiting':
      return { type: 'waiting', waiting: waitingInStep(state, about.waiting_id) };
    default:
      return never(about);
  }
}

function never(about: never): never {
  throw new Error(`no subject of a reply: ${JSON.stringify(about)}`);
}
