import type { Engine, ShowFact } from '../../../actors/engine/contract.ts';
import { partitionOf } from '../../../persistence/partition.ts';
import { newsOf } from '../../routing/news-of.ts';
import type { Broker, BrokerLog } from '../broker.ts';
import { engineAvailability, eventSubject, newestSubject, ROLL_CALL } from '../subjects.ts';
import { textOf } from '../text-of.ts';
import type { AvailabilityRequest, EventMessage, NewestMessage, NewestShow } from './messages.ts';

/** Often enough that a listing is never more than a second behind, and a lost event noticed within one. */
const NEWEST_EVERY_MS = 500;

/** Some 5,000 shows, also where the server takes more. */
const PAGE_BYTES = 256 * 1_024;
/** What is sent around the shows of a page. */
const FRAME_BYTES = 64;
const COMMA_BYTES = 1;

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
    for (const [number, partition] of owned) {
      // What cannot be sent now is in the next message, or in what is read after a gap in the numbers.
      if (!broker.publish(newestSubject(number), newestOf(partition))) continue;
      partition.number += 1;
      partition.changed = new Map();
    }
  }

  function newestOf(partition: Partition): Uint8Array {
    const { log_available } = engine.statistics();
    const written = (shows: readonly NewestShow[]): Uint8Array => {
      const message: NewestMessage = { engine_id, number: partition.number, log_available, shows };
      return Buffer.from(JSON.stringify(message));
    };
    const payload = written([...partition.changed.values()]);
    if (payload.length <= broker.maxPayload()) return payload;
    // More than the server takes: where a number is left out, all is read again.
    partition.number += 1;
    return written([]);
  }

  /** As many shows as go into one message. */
  function pageOf({ from }: AvailabilityRequest): Uint8Array {
    const most = Math.min(PAGE_BYTES, broker.maxPayload() - FRAME_BYTES);
    const shows: string[] = [];
    let bytes = 0;
    let passed = 0;
    for (const counts of engine.availability()) {
      passed += 1;
      if (passed <= from) continue;
      const show = JSON.stringify(counts);
      bytes += show.length + COMMA_BYTES;
      if (bytes > most && shows.length > 0) return writtenPage(shows, false);
      shows.push(show);
    }
    return writtenPage(shows, true);
  }

  const stops = [
    engine.onFact(tell),
    broker.subscribe(ROLL_CALL, tellNewest),
    broker.subscribe(engineAvailability(engine_id), ({ payload, reply }) => {
      if (reply === null) return;
      const request: AvailabilityRequest = JSON.parse(textOf(payload));
      broker.publish(reply, pageOf(request));
    }),
  ];
  tellNewest();
  const telling = setInterval(tellNewest, NEWEST_EVERY_MS);
  return () => {
    clearInterval(telling);
    for (const stop of stops) stop();
  };
}

/** An `AvailabilityPage` of shows that are written already. */
function writtenPage(shows: readonly string[], is_last: boolean): Uint8Array {
  return Buffer.from(`{"shows":[${shows.join(',')}],"is_last":${is_last}}`);
}
