/** What the operator's routes answer, snake_case as on the wire. Times are RFC 3339. */

export interface Latency {
  readonly p50_ms: number | null;
  readonly p99_ms: number | null;
}

export interface EngineFigures {
  /** Null where the shows live in the process that answers. */
  readonly engine_id: string | null;
  readonly log_available: boolean;
  readonly shows_awake: number;
  readonly waiting: number;
  readonly reservations: number;
  readonly payments: number;
  readonly commands_pending: number;
  readonly commands_total: number;
  readonly commits_total: number;
  readonly seats_sold_total: number;
  readonly loop_delay_ms: number;
  readonly latency: Latency;
}

export interface SeatCounts {
  readonly available: number;
  readonly reserved: number;
  readonly booked: number;
  readonly blocked: number;
}

export interface ShowFigures {
  readonly show_id: string;
  readonly title: string | null;
  readonly cinema: string | null;
  readonly city: string | null;
  readonly hall: string | null;
  readonly start_time: string | null;
  readonly cancelled: boolean;
  readonly seats: SeatCounts;
  readonly waiting: number;
  readonly oldest_wait_at: string | null;
  readonly reservations: number;
  readonly expiring_soon: number;
  readonly next_expiry_at: string | null;
  readonly charges: number;
  readonly refunds: number;
  readonly oldest_payment_at: string | null;
}

export interface Overview {
  readonly at: string;
  readonly complete: boolean;
  readonly engines: readonly EngineFigures[];
  readonly gateway: {
    readonly requests_total: number;
    readonly refused_total: number;
    readonly latency: Latency;
    readonly loop_delay_ms: number;
    readonly streams_open: number;
  };
  /** The one with most open in it first. */
  readonly shows: readonly ShowFigures[];
}

export interface TimelineMoment {
  readonly at: string;
  readonly version: number;
  /** A letter for each seat: a available, r reserved, b booked, x blocked. */
  readonly seats: string;
  readonly cancelled: boolean;
  readonly waiting: number;
  readonly waiting_seats: number;
  readonly oldest_wait_at: string | null;
  readonly reservations: number;
  readonly next_expiry_at: string | null;
  readonly charges: number;
  readonly refunds: number;
  readonly happened: readonly { readonly event: string; readonly count: number }[];
}

export interface Timeline {
  readonly show_id: string;
  readonly seats: readonly string[];
  readonly events_total: number;
  readonly first_at: string | null;
  readonly last_at: string | null;
  readonly moments: readonly TimelineMoment[];
}

export interface FoundShow {
  readonly show_id: string;
  readonly title: string;
  readonly start_time: string;
  readonly cinema: { readonly name: string; readonly city: string };
}
