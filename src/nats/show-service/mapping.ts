import { setTimeout as sleep } from 'node:timers/promises';
import { partitionOf } from '../../../persistence/partition.ts';
import { drawId } from '../../ids.ts';
import type { Broker } from '../broker.ts';
import {
  MAPPED_PROBES,
  namedIn,
  PROBE_VERB,
  partitionIn,
  showSubject,
  UNMAPPED_PROBES,
} from '../subjects.ts';

/** So many ids cannot all be mapped rightly by chance. */
const PROBES = 32;
const PATIENCE_MS = 1_000;
const MOST_TRIES = 3;

const NOTHING = new Uint8Array(0);

/** The NATS server takes requests elsewhere than to the engine that owns the show. */
export class MappingError extends Error {
  override readonly name = 'MappingError';
}

/**
 * Finds out whether the server maps requests to the subjects of their partitions, by asking for shows that are drawn
 * for it. Waits for a connection, and tries again where it is lost meanwhile. Rejects with a `MappingError` where the
 * server maps them to other partitions than ours, or lets nothing through; with the signal's reason where it is aborted.
 */
export async function findMapping(broker: Broker, signal: AbortSignal): Promise<'mapped' | 'unmapped'> {
  for (let tries = 1; ; ) {
    await connected(broker, signal);
    const found = await probe(broker, signal);
    if (found !== null) return found;
    if (!broker.isConnected()) continue;
    if (tries === MOST_TRIES) {
      throw new MappingError(
        `nothing of what is asked on ${showSubject('<show_id>', '<verb>')} comes through the NATS server: its mappings take it elsewhere, or our account may not publish or subscribe there`,
      );
    }
    tries += 1;
  }
}

/** Null where not every question came through. */
async function probe(broker: Broker, signal: AbortSignal): Promise<'mapped' | 'unmapped' | null> {
  const unheard = new Set(Array.from({ length: PROBES }, drawId));
  const heard = { mapped: 0, elsewhere: '' };
  const all_heard = new AbortController();
  const tick = (show_id: string): boolean => {
    const is_ours = unheard.delete(show_id);
    if (unheard.size === 0) all_heard.abort();
    return is_ours;
  };

  const unsubscribe = [
    broker.subscribe(UNMAPPED_PROBES, ({ subject }) => void tick(namedIn(subject).show_id)),
    broker.subscribe(MAPPED_PROBES, ({ subject }) => {
      const { show_id } = namedIn(subject);
      if (!tick(show_id)) return;
      heard.mapped += 1;
      if (partitionIn(subject) !== String(partitionOf(show_id))) heard.elsewhere = subject;
    }),
  ];
  try {
    for (const show_id of [...unheard]) broker.publish(showSubject(show_id, PROBE_VERB), NOTHING);
    await sleep(PATIENCE_MS, undefined, { signal: AbortSignal.any([all_heard.signal, signal]) }).catch(
      () => undefined,
    );
  } finally {
    for (const end of unsubscribe) end();
  }
  signal.throwIfAborted();
  if (heard.elsewhere !== '') {
    const { show_id } = namedIn(heard.elsewhere);
    throw new MappingError(
      `the NATS server maps show ${show_id} to partition ${partitionIn(heard.elsewhere)}, which is ${partitionOf(show_id)}: it needs the mapping of examples/nats-server.conf`,
    );
  }
  if (unheard.size > 0) return null;
  return heard.mapped === PROBES ? 'mapped' : 'unmapped';
}

/** Resolves once there is a connection; rejects with the signal's reason. */
function connected(broker: Broker, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    if (broker.isConnected()) return resolve();
    const unlisten = broker.onConnection((is_connected) => {
      if (is_connected) conclude(resolve);
    });
    const give_up = (): void => conclude(() => reject(signal.reason));
    signal.addEventListener('abort', give_up);
    function conclude(settle: () => void): void {
      unlisten();
      signal.removeEventListener('abort', give_up);
      settle();
    }
  });
}
