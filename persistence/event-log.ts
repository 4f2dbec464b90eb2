/**
 * The port of the event log: who remembers. It knows shows by their ids, events as bytes and tables as rows;
 * it knows no rule and no protocol. Every implementation passes `test/persistence/event-log-contract.ts`.
 */
export interface EventLog {
  /**
   * Gives a show's newest snapshot and the events after it, and begins a new epoch: every append with an older
   * epoch that is still under way or comes later is refused with `StaleEpochError`.
   * Rejects with `LogCorruptError` where what is stored does not bear out its checksums.
   */
  wake(show_id: string): Promise<Awakening>;

  /**
   * Makes one step durable: all of its events and table rows, or nothing. Appends of one show are committed in the
   * order in which they were handed in. Resolves when it is on disk. Rejects with
   * `StaleEpochError`, `SequenceConflictError` or `RangeError` (it cannot be stored: an id that is none, a number that
   * is not whole): nothing of it was written, the rest of its commit was;
   * `LogUnavailableError` (the disk is full, or the file locked): its commit was rolled back; or
   * `LogBrokenError` (an I/O error): the outcome is unknown, and the process has to stop.
   * After any refusal the appends that follow in the same epoch are refused with `StaleEpochError`, since they were
   * decided on what never happened: the show has to be woken again.
   */
  append(step: Step): Promise<void>;

  /**
   * Hands in a snapshot, whose state is the log's from then on and not to be read again; the newest one of a show replaces
   * the older. Best effort: resolves also where it was not taken, or not yet.
   */
  snapshot(snapshot: Snapshot): Promise<void>;

  /**
   * Writes something of no consequence, as an append is written: resolves where the log takes appends now, and rejects
   * with a `LogUnavailableError` where it does not.
   */
  probe(): Promise<void>;

  /**
   * A booking's row, or null. Sees everything that was acknowledged. Like all that ask for an id or a session, it
   * rejects with a `RangeError` where that is none.
   */
  findBooking(booking_id: string): Promise<BookingRow | null>;

  /** The row of a wait that has ended, or null. */
  findEndedWaiting(waiting_id: string): Promise<EndedWaitingRow | null>;

  /** A session's bookings over all shows, newest first, at most `limit`. */
  findSessionBookings(session: string, limit: number): Promise<BookingRow[]>;

  /** Every show that has a deadline (something due, or open payments), soonest first: those to wake after a start. */
  deadlines(): Promise<{ show_id: string; deadline_ms: number }[]>;

  /** The newest counts of available seats of every show in the log. */
  availability(): Promise<{ show_id: string; available: number[] }[]>;

  /** Commits what was handed in, then lets go of the files. */
  close(): Promise<void>;
}

export interface Awakening {
  /** To be given with every append until the show is woken again. */
  readonly epoch: number;
  readonly snapshot: { readonly sequence: number; readonly state: Uint8Array } | null;
  /** Encoded events after the snapshot, oldest first, a step together. */
  readonly steps: readonly StoredStep[];
  /** Sequence number of the show's newest event; 0 where it has none. */
  readonly sequence: number;
}

/** Events that were appended together. */
export interface StoredStep {
  /** Sequence number of its first event; the first of a show has 1. */
  readonly sequence: number;
  readonly events: readonly Uint8Array[];
}

/** One append. */
export interface Step {
  readonly show_id: string;
  readonly epoch: number;
  /** Sequence number of the newest event that this step was decided on. */
  readonly expected_sequence: number;
  /** At least one. */
  readonly events: readonly Uint8Array[];
  readonly tables: TableChanges;
}

/** What a step changes in the tables that people query; they are derived and can be rebuilt from the events. */
export interface TableChanges {
  /** Rows to insert or replace. */
  readonly bookings: readonly BookingRow[];
  readonly ended_waitings: readonly EndedWaitingRow[];
  /** The show's next deadline in Unix milliseconds, or null. */
  readonly deadline_ms: number | null;
  /** Available seats, by index of the show's seat types. */
  readonly available: readonly number[];
}

export interface BookingRow {
  readonly booking_id: string;
  readonly show_id: string;
  /** Fingerprint of the session's secret: 16 bytes in base64url. */
  readonly session: string;
  /** 1 reserved, 2 booked, 3 expired, 4 released, 5 cancelled. */
  readonly status: number;
  readonly version: number;
  /** Seat ids, e.g. `A-12`. */
  readonly seats: readonly string[];
  /** Minor units. */
  readonly total: number;
  readonly currency: string;
  readonly expires_at_ms: number;
  /** The newest attempt to pay: its id, and its state as the domain numbers it; null where there was none. */
  readonly payment: {
    readonly payment_id: string;
    readonly status: number;
    readonly reason: string | null;
  } | null;
}

export interface EndedWaitingRow {
  readonly waiting_id: string;
  readonly show_id: string;
  readonly session: string;
  /** How it ended, as the domain numbers it. */
  readonly status: number;
  readonly version: number;
  readonly count: number;
  readonly expires_at_ms: number;
  /** The booking it was served with, or null. */
  readonly booking_id: string | null;
}

export interface Snapshot {
  readonly show_id: string;
  readonly epoch: number;
  /** Sequence number of the newest event that it contains. */
  readonly sequence: number;
  readonly state: Uint8Array;
}

/** A newer actor of the same show has woken; nothing was written. */
export class StaleEpochError extends Error {
  override readonly name = 'StaleEpochError';
}

/** The step was not decided on the show's newest event; nothing was written. */
export class SequenceConflictError extends Error {
  override readonly name = 'SequenceConflictError';
}

/** The log cannot take anything now (the disk is full); it was rolled back and may be tried again later. */
export class LogUnavailableError extends Error {
  override readonly name = 'LogUnavailableError';
}

/** A commit failed in a way that leaves its outcome unknown; the process has to stop. */
export class LogBrokenError extends Error {
  override readonly name = 'LogBrokenError';
}

/** What is stored does not bear out its checksums. */
export class LogCorruptError extends Error {
  override readonly name = 'LogCorruptError';
}

/** Another process has the data folder open for writing. */
export class LogLockedError extends Error {
  override readonly name = 'LogLockedError';
}
