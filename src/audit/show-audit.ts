import { decodeEvent } from '../../actors/codec/event-codec.ts';
import type { ShowEvent } from '../../actors/show/events.ts';
import type { StoredStep } from '../../persistence/event-log.ts';
import { checkNothingOverdue } from './deadlines.ts';
import { findFlaw } from './definition.ts';
import { type Accuse, addFinding, type Findings } from './findings.ts';
import { checkBalance } from './money.ts';
import { checkQueueServed } from './queue.ts';
import { newShow, type ShowModel } from './show-model.ts';
import { takeIn } from './take-in.ts';

/**
 * Goes through all that happened in a show, and holds each event and each step against the rules.
 * `epoch_starts` are the sequence numbers of the first event of each epoch.
 * Gives the show as its events leave it, or null where they cannot be followed to their end.
 */
export function auditShow(
  show_id: string,
  steps: readonly StoredStep[],
  epoch_starts: ReadonlySet<number>,
  findings: Findings,
): ShowModel | null {
  let show: ShowModel | null = null;
  let sequence = 0;
  const accuse: Accuse = (code, what) =>
    addFinding(findings, { code, show_id, sequence, position: null, what });
  for (const step of steps) {
    for (const [index, bytes] of step.events.entries()) {
      sequence = step.sequence + index;
      const event = readEvent(bytes, accuse);
      if (event === null) return null;
      if (show === null) {
        show = openShow(show_id, event, accuse);
        if (show === null) return null;
        continue;
      }
      show.sequence = sequence;
      if (epoch_starts.has(sequence)) beginEpoch(show);
      auditEvent(show, event, accuse);
      if (event.type === 'answer_remembered' && index < step.events.length - 1) {
        accuse('answer_not_last', 'the answer is remembered before the last event of its step');
      }
    }
    if (show !== null) {
      checkQueueServed(show, accuse);
      checkNothingOverdue(show, accuse);
    }
  }
  if (show !== null) checkBalance(show, accuse);
  return show;
}

function readEvent(bytes: Uint8Array, accuse: Accuse): ShowEvent | null {
  try {
    return decodeEvent(bytes);
  } catch (error) {
    accuse('event_unreadable', error instanceof Error ? error.message : String(error));
    return null;
  }
}

function openShow(show_id: string, event: ShowEvent, accuse: Accuse): ShowModel | null {
  if (event.type !== 'show_opened') {
    accuse('not_opened', `the first event is ${event.type}`);
    return null;
  }
  const flaw = findFlaw(event.definition, show_id);
  if (flaw !== null) {
    accuse('definition_invalid', flaw);
    return null;
  }
  return newShow(event.definition, event.at);
}

function beginEpoch(show: ShowModel): void {
  show.epoch_began = show.sequence;
  show.terms.clear();
}

function auditEvent(show: ShowModel, event: ShowEvent, accuse: Accuse): void {
  if (event.at < show.at) {
    accuse('time_went_back', `it happened at ${event.at}, after something at ${show.at}`);
  }
  show.at = event.at;
  if (show.cancelled && !ENDS_A_PAYMENT.has(event.type)) {
    accuse('after_cancellation', `${event.type} follows the cancellation of the show`);
  }
  takeIn(show, event, accuse);
}

/** All that can still happen once a show is cancelled. */
const ENDS_A_PAYMENT: ReadonlySet<ShowEvent['type']> = new Set<ShowEvent['type']>([
  'payment_unknown',
  'payment_declined',
  'payment_captured_late',
  'refund_failed',
  'payment_refunded',
]);
