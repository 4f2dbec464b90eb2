import type { ResidentMemory } from '../machine/memory.ts';

/** One part of the day, run in a process of its own. */
export type Phase = SellPhase | WakePhase;

/** Sells every seat of every show, then ends without closing anything, as `kill -9` would end it. */
export interface SellPhase {
  readonly type: 'sell';
  readonly folder: string;
  readonly shows: number;
  /** Whether a client's requests bring idempotency keys, which the log remembers with their answers. */
  readonly with_keys: boolean;
}

/** Starts over what is on disk, wakes every show, and closes in good order. */
export interface WakePhase {
  readonly type: 'wake';
  readonly folder: string;
  readonly shows: number;
}

export interface Sold {
  readonly bookings: number;
  readonly seats: number;
  readonly seconds: number;
  readonly memory: MemoryUse;
}

/** Seconds since the process was started. */
export interface Woken {
  readonly first_answer: number;
  readonly all_awake: number;
  readonly memory: MemoryUse;
}

export interface MemoryUse {
  readonly before_gc: ResidentMemory;
  readonly after_gc: ResidentMemory;
}

/** What a phase's process tells the one that started it. */
export type PhaseMessage =
  | { readonly type: 'progress'; readonly line: string }
  | { readonly type: 'done'; readonly outcome: Sold | Woken };
