import type { BookingRow, EndedWaitingRow, StoredStep } from './event-log.ts';

/**
 * Reads a log beside the process that writes it: for audit, replay, rebuild and backup.
 * All reads of one reader see one moment of the log.
 */
export interface LogReader {
  /** Every record in the order of its commit. Damage is reported in `fault`, never thrown. */
  records(): Iterable<StoredRecord>;
  /** A show's whole history, oldest first; throws `LogCorruptError` where its checksums do not hold. */
  history(show_id: string): readonly StoredStep[];
  /** The heads, bookings and ended waits as the derived tables have them. */
  showHeads(): Iterable<ShowHead>;
  bookings(): Iterable<BookingRow>;
  endedWaitings(): Iterable<EndedWaitingRow>;
  close(): void;
}

/** One show's share of one commit: one or more steps. */
export interface StoredRecord {
  /** Grows by one with each record of the log. */
  readonly position: number;
  /** Null where the record names a show that the log does not know. */
  readonly show_id: string | null;
  readonly epoch: number;
  /** Sequence number of its first event. */
  readonly sequence: number;
  readonly steps: readonly StoredStep[];
  /** What is wrong with it (a checksum, the chain to the record before, its framing), or null. */
  readonly fault: string | null;
}

export interface ShowHead {
  readonly show_id: string;
  readonly partition: number;
  readonly epoch: number;
  /** Sequence number of the newest event. */
  readonly sequence: number;
  readonly deadline_ms: number | null;
  readonly available: readonly number[];
}
