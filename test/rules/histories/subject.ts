import { decodeEvent, encodeEvent } from '../../../actors/codec/event-codec.ts';
import { decodeSnapshot, encodeSnapshot } from '../../../actors/codec/snapshot-codec.ts';
import type { Limits } from '../../../actors/limits.ts';
import type { Moment, ShowCommand } from '../../../actors/show/commands.ts';
import type { ShowDefinition } from '../../../actors/show/definition.ts';
import { nextDeadline, nextDue } from '../../../actors/show/due.ts';
import type { ShowEvent } from '../../../actors/show/events.ts';
import { evolve } from '../../../actors/show/evolve.ts';
import { initialState, type ShowState } from '../../../actors/show/state.ts';
import { type StepTaken, takeStep } from '../../../actors/show/step.ts';
import { same } from './same.ts';

/** The show under test, with the log that its events go to, as its actor would keep them. */
export interface Subject {
  definition: ShowDefinition;
  state: ShowState;
  /** What a replay of the log has come to so far; never restored from a snapshot. */
  replayed: ShowState;
  log: Uint8Array[];
  snapshot: { readonly sequence: number; readonly state: Uint8Array } | null;
  readonly tally: Tally;
}

/** Counts over all histories. */
export interface Tally {
  commands: number;
  readonly events: Map<ShowEvent['type'], number>;
}

const SNAPSHOT_EVERY_EVENTS = 25;
const A_WEEK_MS = 7 * 24 * 3_600_000;

export function openSubject(definition: ShowDefinition, tally: Tally): Subject {
  return {
    definition,
    state: initialState(definition),
    replayed: initialState(definition),
    log: [],
    snapshot: null,
    tally,
  };
}

/** Takes the step, writes it down, and checks that the log tells the same and that nothing was left to be done. */
export function take(subject: Subject, command: ShowCommand, moment: Moment, limits: Limits): StepTaken {
  const { state, tally } = subject;
  const step = takeStep(state, command, moment, limits);
  for (const event of step.events) {
    const bytes = encodeEvent(event);
    const read = decodeEvent(bytes);
    same(read, event, 'the event read back');
    subject.log.push(bytes);
    evolve(subject.replayed, read);
    tally.events.set(event.type, (tally.events.get(event.type) ?? 0) + 1);
  }
  same(state.sequence, subject.log.length, 'the sequence number');
  const settled = { ...moment, now: Math.max(moment.now, state.last_event_at) };
  same(nextDue(state, settled, limits), null, 'what is due after the step');
  if (step.events.length > 0) {
    assertSameState(state, subject.replayed, 'the state that the log tells');
    checkDeadline(state, settled, limits);
  }
  if (state.sequence - (subject.snapshot?.sequence ?? 0) >= SNAPSHOT_EVERY_EVENTS) {
    subject.snapshot = { sequence: state.sequence, state: encodeSnapshot(state) };
  }
  return step;
}

/** Nothing is due before the deadline that the timer is set to, and something is then. */
function checkDeadline(state: ShowState, moment: Moment, limits: Limits): void {
  const deadline = nextDeadline(state, moment.outage_ended_at, limits);
  const quiet_until = deadline === null ? moment.now + A_WEEK_MS : deadline - 1;
  const before = { ...moment, now: Math.max(moment.now, quiet_until) };
  same(nextDue(state, before, limits), null, 'what is due before the deadline');
  if (deadline === null) return;
  same(deadline > moment.now, true, 'that the deadline is still to come');
  const is_due = nextDue(state, { ...moment, now: deadline }, limits) !== null;
  same(is_due, true, 'that something is due at the deadline');
}

/** The state is thrown away and comes again from the log: from its newest snapshot, or from its beginning. */
export function wakeAgain(subject: Subject, from: 'snapshot' | 'beginning'): void {
  const { snapshot, log, definition } = subject;
  const is_snapshot_used = from === 'snapshot' && snapshot !== null;
  const start = is_snapshot_used ? decodeSnapshot(snapshot.state) : initialState(definition);
  const tail = is_snapshot_used ? log.slice(snapshot.sequence) : log;
  const before = subject.state;
  subject.state = tail.map(decodeEvent).reduce(evolve, start);
  assertSameState(subject.state, before, 'the state that woke again');
}

/** The newest events never became durable: the log ends with `length`, and the state comes again from it. */
export function loseEvents(subject: Subject, length: number): void {
  subject.log = subject.log.slice(0, length);
  if (subject.snapshot !== null && subject.snapshot.sequence > length) subject.snapshot = null;
  subject.replayed = subject.log.map(decodeEvent).reduce(evolve, initialState(subject.definition));
  subject.state = subject.replayed;
  wakeAgain(subject, 'snapshot');
}

function assertSameState(one: ShowState, other: ShowState, what: string): void {
  const is_same = Buffer.compare(encodeSnapshot(one), encodeSnapshot(other)) === 0;
  same(is_same, true, `that ${what} is the same, down to the bytes of its snapshot,`);
}
