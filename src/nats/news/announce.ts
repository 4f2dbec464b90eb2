import type { Engine, ShowFact } from '../../../actors/engine/contract.ts';
import { partitionOf } from '../../../persistence/partition.ts';
import { newsOf } from '../../routing/news-of.ts';
import type { Broker, BrokerLog } from '../broker.ts';
import { engineAvailability, eventSubject, newestSubject, ROLL_CALL } from '../subjects.ts';
import type {
  AvailabilityPage,
  AvailabilityRequest,
  EventMessage,
  NewestMessage,
  NewestShow,
} from './messages.ts';

/** Often enough that a listing is never more than a second behind, and a lost event noticed within one. */
const NEWEST_EVERY_MS = 500;

/** Some 60 bytes each: well within what a server takes. */
const SHOWS_A_PAGE = 5_000;

interface Options {
  readonly broker: Broker;
  readonly engine: Pick<Engine, 'onFact' | 'availability' | 'statistics'>;
  readonly engine_id: string;
  /** Those that this engine owns. */
  readonly partitions: readonly number[];
  readonly log: BrokerLog;
}

interface Partition {
  number: number;
  changed: Map<string, NewestShow>;
}

/**
 * Tells the world what becomes durable in this engine's shows, show by show in order; and every so often of each
 * partition which versions are the newest, so that whoever missed the last event learns of it. Returns how to stop that.
 */
export function announceNews({ broker, engine, engine_id, partitions, log }: Options): () => void {
  const owned = new Map<number, Partition>();
  for (const partition of partitions) owned.set(partition, { number: 0, changed: new Map() });

  function tell(fact: ShowFact): void {
    const { show_id, events, available } = fact;
    const news = newsOf(fact);
    const partition = owned.get(partitionOf(show_id));
    // A data folder may still hold shows that have been another engine's since it was copied.
    if (partition === undefined) return;
    partition.changed.set(show_id, [show_id, news.version, available]);
    // The spread comes last: V8 takes three times as long over fields that are added to a copy.
    const message: EventMessage = { events: events.map(({ type }) => type), available, ...news };
    const payload = Buffer.from(JSON.stringify(message));
    if (payload.length <= broker.maxPayload()) broker.publish(eventSubject(show_id), payload);
    else
      log.warn(
        { show_id, bytes: payload.length },
        'an event is too large to be sent; listeners read the show again',
      );
  }

  function tellNewest(): void {
    const { log_available } = engine.statistics();
    for (const [number, partition] of owned) {
      const shows = [...partition.changed.values()];
      const message: NewestMessage = { engine_id, number: partition.number, log_available, shows };
      // What cannot be sent now is in the next message, or in what is read after a gap in the numbers.
      if (!broker.publish(newestSubject(number), Buffer.from(JSON.stringify(message)))) continue;
      partition.number += 1;
      partition.changed = new Map();
    }
  }

  function pageOf({ from }: AvailabilityRequest): AvailabilityPage {
    const shows: [string, readonly number[]][] = [];
    let passed = 0;
    for (const [show_id, available] of engine.availability()) {
      passed += 1;
      if (passed <= from) continue;
      shows.push([show_id, available]);
      if (shows.length === SHOWS_A_PAGE) return { shows, is_last: false };
    }
    return { shows, is_last: true };
  }

  const stops = [
    engine.onFact(tell),
    broker.subscribe(ROLL_CALL, tellNewest),
    broker.subscribe(engineAvailability(engine_id), ({ payload, reply }) => {
      if (reply === null) return;
      const request: AvailabilityRequest = JSON.parse(Buffer.from(payload).toString());
      broker.publish(reply, Buffer.from(JSON.stringify(pageOf(request))));
    }),
  ];
  tellNewest();
  const telling = setInterval(tellNewest, NEWEST_EVERY_MS);
  return () => {
    clearInterval(telling);
    for (const stop of stops) stop();
  };
}
