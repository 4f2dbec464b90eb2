/** How much is open in a show, or in many. */
export interface Demand {
  /** Users in the queue. */
  readonly waiting: number;
  /** Reservations that nobody is paying for just now. */
  readonly reservations: number;
  /** Charges and refunds whose end is not known yet. */
  readonly payments: number;
}

/**
 * The awake shows by how much is open in them. To note a show's demand costs the same however many shows there are; to
 * find the busiest costs what is found, and one look at each demand that some show has: no walk of all shows.
 */
export class DemandIndex {
  readonly #demand_of = new Map<string, Demand>();
  readonly #shows_with = new Map<number, Set<string>>();
  #waiting = 0;
  #reservations = 0;
  #payments = 0;

  get total(): Demand {
    return { waiting: this.#waiting, reservations: this.#reservations, payments: this.#payments };
  }

  note(show_id: string, demand: Demand): void {
    const before = this.#demand_of.get(show_id);
    if (before !== undefined && sizeOf(before) === sizeOf(demand)) {
      this.#count(before, -1);
    } else {
      this.forget(show_id);
      const size = sizeOf(demand);
      const alike = this.#shows_with.get(size);
      if (alike === undefined) this.#shows_with.set(size, new Set([show_id]));
      else alike.add(show_id);
    }
    this.#demand_of.set(show_id, demand);
    this.#count(demand, 1);
  }

  forget(show_id: string): void {
    const demand = this.#demand_of.get(show_id);
    if (demand === undefined) return;
    this.#demand_of.delete(show_id);
    this.#count(demand, -1);
    const size = sizeOf(demand);
    const alike = this.#shows_with.get(size);
    alike?.delete(show_id);
    if (alike?.size === 0) this.#shows_with.delete(size);
  }

  /** So many shows at most, the busiest first. */
  busiest(most: number): string[] {
    const found: string[] = [];
    for (const size of [...this.#shows_with.keys()].sort((one, other) => other - one)) {
      for (const show_id of this.#shows_with.get(size) ?? []) {
        if (found.length === most) return found;
        found.push(show_id);
      }
    }
    return found;
  }

  #count({ waiting, reservations, payments }: Demand, sign: 1 | -1): void {
    this.#waiting += sign * waiting;
    this.#reservations += sign * reservations;
    this.#payments += sign * payments;
  }
}

function sizeOf({ waiting, reservations, payments }: Demand): number {
  return waiting + reservations + payments;
}
