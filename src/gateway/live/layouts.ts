import type { Seat } from '../../protocol/answers.ts';

type Status = Seat['status'];

/** What the seat maps of all shows in one hall, at the same prices, have in common: it is kept once for all of them. */
export interface Layout {
  /** The place of a seat in the map; undefined where the hall does not have it. */
  indexOf(seat_id: string): number | undefined;
  /** The seat's JSON. The status is the only thing of it that ever changes. */
  written(index: number, status: Status): string;
}

/** Halls are known again by what their shows say of them. */
export interface Layouts {
  of(seats: readonly Seat[]): Layout;
}

/** Layouts known at a time, each up to 200 kB for a hall of 300 seats; the one used longest ago is forgotten first. */
const MOST_KNOWN = 128;

interface Known {
  readonly seats: readonly Seat[];
  readonly layout: Layout;
}

export function createLayouts(): Layouts {
  /** Of those that look alike at first sight the newest. */
  const known = new Map<string, Known>();

  return {
    of(seats) {
      const sight = atFirstSight(seats);
      const alike = known.get(sight);
      const found =
        alike !== undefined && areAlike(alike.seats, seats) ? alike : { seats, layout: layoutOf(seats) };
      known.delete(sight);
      known.set(sight, found);
      const [oldest] = known.keys();
      if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
      return found.layout;
    },
  };
}

function atFirstSight(seats: readonly Seat[]): string {
  const [first, middle, last] = [seats[0], seats[Math.floor(seats.length / 2)], seats.at(-1)];
  const amounts = [first, middle, last].map((seat) => seat?.price.amount);
  return [seats.length, first?.price.currency, middle?.type, last?.seat_id, ...amounts].join(' ');
}

function areAlike(ones: readonly Seat[], others: readonly Seat[]): boolean {
  return ones.length === others.length && ones.every((one, index) => isAlike(one, others[index]));
}

function isAlike(one: Seat, other: Seat | undefined): boolean {
  if (one === other) return true;
  return (
    other !== undefined &&
    one.seat_id === other.seat_id &&
    one.row === other.row &&
    one.number === other.number &&
    one.type === other.type &&
    one.price.amount === other.price.amount &&
    one.price.currency === other.price.currency
  );
}

function layoutOf(seats: readonly Seat[]): Layout {
  const size = seats.length;
  const index_of = new Map(seats.map(({ seat_id }, index) => [seat_id, index]));
  const beginnings = seats.map(beginningOf);
  const written = new Map<Status, (string | undefined)[]>();

  function writtenWith(status: Status): (string | undefined)[] {
    const those = written.get(status) ?? Array<string | undefined>(size).fill(undefined);
    written.set(status, those);
    return those;
  }

  return {
    indexOf: (seat_id) => index_of.get(seat_id),
    written(index, status) {
      const those = writtenWith(status);
      const text = those[index] ?? `${beginnings[index]}${status}"}`;
      those[index] = text;
      return text;
    },
  };
}

function beginningOf({ status: _status, ...seat }: Seat): string {
  return `${JSON.stringify(seat).slice(0, -1)},"status":"`;
}
