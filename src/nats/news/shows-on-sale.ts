import { ALL_PARTITIONS } from '../../partitions.ts';
import type { Broker } from '../broker.ts';
import { NotConnectedError, type Requester } from '../requester.ts';
import { watchOwners } from './owners.ts';
import { readAvailability } from './read-availability.ts';

/** What the engines said of the shows that they sell. */
export interface EnginesWord {
  /** Every show that their logs know. */
  readonly on_sale: ReadonlySet<string>;
  /** Nobody answered for these, so what is on sale there is not known. */
  readonly silent_partitions: readonly number[];
}

const CONNECTED_WITHIN_MS = 5_000;
/** Engines answer a roll call at once, and speak every half second anyway. */
const HEARD_WITHIN_MS = 2_500;
const LOOK_EVERY_MS = 50;

/** Asks all engines. Rejects with a `NotConnectedError` where there is no NATS server. */
export async function askWhatIsOnSale(broker: Broker, requester: Requester): Promise<EnginesWord> {
  const owners = watchOwners(broker);
  try {
    if (!(await comesTrue(() => broker.isConnected(), CONNECTED_WITHIN_MS)))
      throw new NotConnectedError('there is no connection to the NATS server');
    await comesTrue(() => ALL_PARTITIONS.every(owners.isHeard), HEARD_WITHIN_MS);

    const on_sale = new Set<string>();
    const answered = new Set<string>();
    for (const engine_id of owners.engines().keys()) {
      await readAvailability(requester, engine_id, (show_id) => on_sale.add(show_id)).then(
        () => answered.add(engine_id),
        () => undefined,
      );
    }
    const isSilent = (partition: number): boolean => !answered.has(owners.ownerOf(partition) ?? '');
    return { on_sale, silent_partitions: ALL_PARTITIONS.filter(isSilent) };
  } finally {
    owners.close();
  }
}

function comesTrue(isTrue: () => boolean, within_ms: number): Promise<boolean> {
  const until = performance.now() + within_ms;
  return new Promise((resolve) => {
    const look = (): void => {
      if (isTrue()) resolve(true);
      else if (performance.now() >= until) resolve(false);
      else setTimeout(look, LOOK_EVERY_MS);
    };
    look();
  });
}
