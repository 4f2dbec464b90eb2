import { seatName } from '../hall.ts';

/**
 * The pattern that every contestant follows. Each client reserves one seat by name and, once that is acknowledged,
 * releases it; both are durable before they are acknowledged. Then it begins again.
 *
 * Client c always names seat c, so with at most 300 clients on 300 seats no request is ever refused: refusals write
 * nothing, and whoever refused more would look faster. On the hot show all clients ask the same show; over many
 * shows each client draws one at random for each cycle.
 */
export const IN_FLIGHT = 256;

/** The seat that is a client's own; clients count from 0. */
export const seatOf: (client: number) => string = seatName;

/** The show of a client's next cycle; shows count from 0. */
export function nextShow(shows: number): number {
  return shows === 1 ? 0 : Math.floor(Math.random() * shows);
}

export type Rival = 'row_lock' | 'best_plan' | 'group_commit' | 'rules';

export interface Field {
  readonly name: string;
  /** How many shows are asked. */
  readonly shows: number;
  /** At least how many times a rival's rate ours is expected to be. */
  readonly expected: Readonly<Partial<Record<Rival, number>>>;
}

export const FIELDS: readonly Field[] = [
  { name: 'one hot show', shows: 1, expected: { row_lock: 20, best_plan: 5, group_commit: 0.5 } },
  { name: '1,000 shows', shows: 1_000, expected: {} },
];
