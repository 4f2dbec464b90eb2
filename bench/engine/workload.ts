/**
 * The pattern that every contestant follows. Each client reserves one seat by name and, once that is acknowledged,
 * releases it; both are durable before they are acknowledged. Then it begins again.
 *
 * Client c always names seat c, so with at most 300 clients on 300 seats no request is ever refused: refusals write
 * nothing, and whoever refused more would look faster. On the hot show all clients ask the same show; over many
 * shows each client draws one at random for each cycle.
 */
export const SEATS = 300;
const SEATS_A_ROW = 20;

/** What a seat costs, in minor units. */
export const PRICE = 1_499;

/** The seat that is a client's own; clients count from 0. */
export function seatOf(client: number): string {
  if (client < 0 || client >= SEATS) throw new RangeError(`There is no seat for client ${client}`);
  return `${rowName(Math.floor(client / SEATS_A_ROW))}-${(client % SEATS_A_ROW) + 1}`;
}

/** From the screen to the back: `A` to `O`. */
export const ROWS: readonly { readonly row: string; readonly seats: number }[] = Array.from(
  { length: SEATS / SEATS_A_ROW },
  (_, index) => ({ row: rowName(index), seats: SEATS_A_ROW }),
);

function rowName(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

/** The show of a client's next cycle; shows count from 0. */
export function nextShow(shows: number): number {
  return shows === 1 ? 0 : Math.floor(Math.random() * shows);
}
