/** What a customer was told, and what it has asked for and was not answered: all that may be true after a crash. */
export interface BookingEntry {
  readonly session_id: string;
  readonly show_id: string;
  readonly booking_id: string;
  readonly seats: readonly string[];
  readonly expires_at: string;
  /** The newest status that was acknowledged. */
  status: 'reserved' | 'booked' | 'released' | 'cancelled';
  /** What was sent after that and not answered. */
  pending: 'payment' | 'end' | null;
}

export interface WaitingEntry {
  readonly session_id: string;
  readonly show_id: string;
  readonly waiting_id: string;
  readonly count: number;
  /** When the join was sent and when it was acknowledged, on the customers' clock: the order that the queue owes. */
  readonly sent_at: number;
  readonly acknowledged_at: number;
  readonly expires_at: string;
  has_left: boolean;
}

export interface Journal {
  readonly bookings: Map<string, BookingEntry>;
  readonly waitings: Map<string, WaitingEntry>;
  /** Answers that no customer should ever get, in words. */
  readonly complaints: string[];
  answers: number;
  /** How many of them said that the service, or a part of it, cannot answer now. */
  unavailable: number;
}

export function newJournal(): Journal {
  return { bookings: new Map(), waitings: new Map(), complaints: [], answers: 0, unavailable: 0 };
}

/** The statuses that a booking may have, given what its customer knows. */
export function possibleStatuses({ status, pending }: BookingEntry): readonly string[] {
  if (pending === 'payment') return ['reserved', 'booked'];
  if (pending === 'end') return [status, status === 'booked' ? 'cancelled' : 'released'];
  return [status];
}
