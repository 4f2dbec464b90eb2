import type { AdmissionClass } from './classes.ts';

/** A request that may have to wait a moment for its turn, or be refused. Exactly one of the two is called, or none where it is gone. */
export interface Entrant {
  readonly admission_class: AdmissionClass;
  /** The show that it asks, or what else many may want at once. */
  readonly about: string;
  /** Whether nobody waits for the answer any more. */
  isGone(): boolean;
  serve(): void;
  refuse(retry_after_s: number): void;
}

/**
 * Rule 14: takes no more at a time than can be done at a time. In each turn of the event loop so much is served as fits
 * in a short while; what is left waits, the most precious class first, and whatever would wait too long is refused. So
 * what is served was never waiting for long, however many come; and a class is refused only while those above it take
 * all there is.
 */
export interface Admission {
  /** Whether a request of the class would be served at once: then it need not `enter`. Counts it as served. */
  hasRoom(admission_class: AdmissionClass): boolean;
  enter(entrant: Entrant): void;
  figures(): AdmissionFigures;
  /** Serves all who wait, and from now on everybody at once. */
  close(): void;
}

export interface AdmissionFigures {
  readonly refused_total: Readonly<Record<AdmissionClass, number>>;
  /** Whether one was refused within the last half second. */
  readonly is_shed: Readonly<Record<AdmissionClass, boolean>>;
  /** How many wait for their turn now. */
  readonly waiting: number;
  /** Those whose connection was gone before their turn came. */
  readonly gone_total: number;
}

/** What it works in; the platform's own where nothing is given. */
export interface Surroundings {
  /** Milliseconds, as `performance.now()`. */
  now(): number;
  /** Milliseconds in which there was nothing to do, so far. */
  idle(): number;
  /** Calls back once the network was looked at, in the order of asking. */
  soon(callback: () => void): void;
  later(callback: () => void, after_ms: number): void;
  /** From 0 up to 1. */
  random(): number;
}

export interface AdmissionOptions {
  /** Commands that the shows have not answered yet. */
  countPending(): number;
  /** A class that asks the shows waits while they have so many commands before them. */
  readonly pending_most?: Readonly<Partial<Record<AdmissionClass, number>>>;
  readonly surroundings?: Surroundings;
}
