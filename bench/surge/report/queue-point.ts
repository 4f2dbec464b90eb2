/** What a show's queue costs at one length: to whoever joins, leaves or is served, and in the engine's memory. */
export interface QueuePoint {
  /** Users in the queue of one show while it was measured. */
  readonly waiting: number;
  /** Microseconds of one command, from when the show takes it until its step is decided and evolved. */
  readonly join_us: QueueCost;
  /** Of somebody anywhere in the queue. */
  readonly leave_us: QueueCost;
  /** Of the release of a reservation, which serves the head. */
  readonly serve_us: QueueCost;
  /** What the process's memory grew by, divided by the users; connections not included. */
  readonly bytes_a_waiting_user: number;
}

export interface QueueCost {
  readonly p50: number;
  readonly p99: number;
}

/** What a waiting user may take of the engine's memory, at most. */
export const WAITING_USER_BYTES = 1_000;
