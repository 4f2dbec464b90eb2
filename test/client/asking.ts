import { BoxofficeError, type SeatMap } from '../../src/client/index.ts';

/** What the promise rejects with. Throws where it resolves. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome) return outcome.error;
  throw new Error(`nothing was refused: ${JSON.stringify(outcome.value)}`);
}

/** The box office's refusal. Throws where there is another outcome. */
export async function refusalOf(promise: Promise<unknown>): Promise<BoxofficeError> {
  const error = await rejectionOf(promise);
  if (error instanceof BoxofficeError) return error;
  throw error;
}

/** The first that a loop tells; then the loop is left. */
export async function first<Item>(loop: AsyncIterable<Item>): Promise<Item> {
  for await (const item of loop) return item;
  throw new Error('the loop told nothing');
}

/** The last that a loop tells. */
export async function lastOf<Item>(loop: AsyncIterable<Item>): Promise<Item | undefined> {
  let last: Item | undefined;
  for await (const item of loop) last = item;
  return last;
}

export function statusOf({ seats }: SeatMap, seat_id: string): string | undefined {
  return seats.find((seat) => seat.seat_id === seat_id)?.status;
}
