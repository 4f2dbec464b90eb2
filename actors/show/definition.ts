/**
 * What a show is before anybody asks for a seat: the layout of its hall, its prices and its times.
 * The catalogue gives it; the show's first event freezes it, so that a replay years later needs nothing else.
 */
export interface ShowDefinition {
  /** ULIDs. */
  readonly show_id: string;
  readonly movie_id: string;
  readonly hall_id: string;
  /** Unix time in milliseconds. */
  readonly starts_at: number;
  /** ISO 4217, e.g. `USD`. */
  readonly currency: string;
  /** The seat types of the hall with their prices, in minor units; segments refer to them by index. */
  readonly types: readonly SeatType[];
  readonly layout: Layout;
}

export interface SeatType {
  /** e.g. `regular`, `premium`. */
  readonly name: string;
  /** Price of one seat in minor units. */
  readonly amount: number;
}

/** Rows from the screen to the back. */
export type Layout = readonly LayoutRow[];

export interface LayoutRow {
  /** The row's name as printed on the ticket, e.g. `A`. */
  readonly row: string;
  /** From left to right, as seen from the seats. */
  readonly segments: readonly Segment[];
}

/** Seats of one type beside one another, numbered upwards from `first`. */
export interface Segment {
  /** Index into `ShowDefinition.types`. */
  readonly type: number;
  readonly first: number;
  readonly count: number;
  /** Width, in seats, of the free space on its left: 0 where the segment adjoins the one before it, 1 or more for an aisle. */
  readonly gap: number;
}
