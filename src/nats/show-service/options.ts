import type { Admission } from '../../gateway/admission/contract.ts';
import type { ApiKeys } from '../../gateway/quota/api-keys.ts';
import type { Services } from '../../gateway/services.ts';
import type { Answer } from '../../protocol/answers.ts';
import type { Routing } from '../../routing/routing.ts';
import type { Broker, BrokerLog } from '../broker.ts';

export interface ShowServiceOptions {
  readonly broker: Broker;
  /** To the shows of this process. */
  readonly routing: Routing;
  /** As `createLive` makes it, of the same routing. It is let go when the service closes, and closed by its owner. */
  readonly live: Pick<Services, 'pollBooking' | 'pollWaiting' | 'seat_maps'> & { letGo(): void };
  readonly admission: Pick<Admission, 'hasRoom' | 'enter'>;
  /** A session's bookings in all shows, wherever they live. */
  readonly gatherBookings: (session_id: string) => Promise<Answer>;
  /** The partitions whose shows live in this process. */
  readonly partitions: readonly number[];
  /** Whether the partition has an engine that lives, wherever; asked only for those that are not our own. */
  readonly isOwned: (partition: number) => boolean;
  readonly engine_id: string;
  /** Semantic, as the services API wants it. */
  readonly version: string;
  /** Null: nobody has a key. */
  readonly api_keys: Pick<ApiKeys, 'find'> | null;
  readonly log: BrokerLog;
  /** How long an answer to a payment waits for the outcome before it says that it is in flight. */
  readonly payment_wait_ms?: number;
}

/** The public way in over NATS: what frontends ask of shows. */
export interface ShowService {
  /**
   * Waits for the connection, finds out whether the server maps requests to partitions, and takes them from then on:
   * to be called once the partitions are ours. Rejects with a `MappingError` where the server maps them elsewhere, and
   * with an `AbortError` where the service is closed meanwhile.
   */
  begin(): Promise<void>;
  /**
   * Refuses what comes from now on, answers whoever waits for news, and resolves once all is answered. Until the
   * broker is closed, requests are told that the service is stopping, and those of others' shows are still passed on.
   */
  close(): Promise<void>;
}
