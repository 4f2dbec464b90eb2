/** A server that sells seats, ours or a peer's, started for one run in a folder of its own. */
export interface Venue {
  /** e.g. `http://127.0.0.1:8080`. */
  readonly url: string;
  /** All in the reference hall, and all on sale. */
  readonly shows: readonly string[];
  /** The path of the listing that people look at first. */
  readonly listing: string;
  /** Whose CPU time and memory are measured, by name. */
  readonly processes: Readonly<Record<string, number>>;
  /** The path of its figures in Prometheus' form; null where it has none. */
  readonly metrics: string | null;
  stop(): Promise<void>;
}

/** How long things last there, in seconds, as compressed as the scenario says. */
export interface Durations {
  readonly reservation_s: number;
  readonly reservation_buffer_s: number;
  readonly waiting_s: number;
  readonly payment_s: number;
}

/** Opens a venue in the folder, which is empty; rejects where what it needs is not installed. */
export type OpenVenue = (folder: string, shows: number, durations: Durations) => Promise<Venue>;
