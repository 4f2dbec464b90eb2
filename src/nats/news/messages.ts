import type { ShowNews } from '../../routing/routing.ts';

/** What goes out on `boxoffice.event.<show_id>`. */
export interface EventMessage extends ShowNews {
  /** What happened, by the names of its events, oldest first; version by version from `previous_version` on. */
  readonly events: readonly string[];
  /** Available seats by index of the show's seat types. */
  readonly available: readonly number[];
}

/** What the owner of a partition says on `boxoffice.newest.<partition>`, every so often. */
export interface NewestMessage {
  readonly engine_id: string;
  /** Grows by one with each message of the engine for this partition. */
  readonly number: number;
  /** False while the engine's log takes nothing. */
  readonly log_available: boolean;
  /** Shows that changed since the message before, as they are now. */
  readonly shows: readonly NewestShow[];
}

export type NewestShow = readonly [show_id: string, version: number, available: readonly number[]];

/** Asks an engine for the counts of all its shows, a page at a time. */
export interface AvailabilityRequest {
  /** How many shows are known already from the pages before. */
  readonly from: number;
}

export interface AvailabilityPage {
  readonly shows: readonly (readonly [show_id: string, available: readonly number[]])[];
  readonly is_last: boolean;
}
