import type { QueueCost } from '../surge/report/queue-point.ts';

/** One part of the measurement, run in a process of its own. */
export type Phase = FillPhase | WakePhase;

/** Fills the queues and measures them, then ends without closing anything, as `kill -9` would end it. */
export interface FillPhase {
  readonly type: 'fill';
  readonly folder: string;
  /** In each queue. */
  readonly waiting: number;
  readonly shows: number;
}

/** Starts over what is on disk, and ends all waits of the first show. */
export interface WakePhase {
  readonly type: 'wake';
  readonly folder: string;
  readonly waiting: number;
}

export interface Filled {
  readonly join_us: QueueCost;
  readonly leave_us: QueueCost;
  readonly serve_us: QueueCost;
  readonly look_us: QueueCost;
  readonly bytes_a_waiting_user: number;
  /** The same by what the whole process has resident. */
  readonly resident_bytes_a_waiting_user: number;
  readonly turns: Turns;
}

export interface Woken {
  /** From the start of the process, and of that the time from the question on. */
  readonly first_answer_ms: number;
  readonly asked_ms: number;
  readonly turns: Turns;
  readonly ended: Ended;
}

/** All waits ended by one step, since the last seat was sold. */
export interface Ended {
  readonly users: number;
  /** Until everybody's end was durable and told. */
  readonly told_ms: number;
  readonly turns: Turns;
  /** How long a command to another show took that was sent at the same moment. */
  readonly other_show_ms: number;
}

/** How long the event loop was held up at the most, in milliseconds. */
export interface Turns {
  readonly longest: number;
  /** Of the turns in which a snapshot was taken; 0 where there was none. */
  readonly longest_with_snapshot: number;
  /** The longest pause of the garbage collection. */
  readonly longest_collection: number;
}

/** What a phase's process tells the one that started it. */
export type PhaseMessage = { readonly type: 'done'; readonly outcome: Filled | Woken };
