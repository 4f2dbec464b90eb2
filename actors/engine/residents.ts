import { type Ref, spawnStateless, start, stop } from 'nact';
import { LogUnavailableError } from '../../persistence/event-log.ts';
import { partitionOf } from '../../persistence/partition.ts';
import { WAKE_AGAIN_MS } from '../limits.ts';
import type { ShowEvent } from '../show/events.ts';
import { stateFrom } from './awaken.ts';
import {
  type EngineOptions,
  type PaymentTask,
  type ShowFact,
  StoppingError,
  UnavailableError,
  UnknownShowError,
} from './contract.ts';
import { type Demand, DemandIndex } from './demand.ts';
import { followOutages } from './outages.ts';
import { ShowActor } from './show-actor.ts';
import type { Request } from './surroundings.ts';

const SHOW_ID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** A show that is awake, or is just being woken and keeps its requests until then. */
type Resident = { readonly actor: ShowActor } | { readonly actor: null; readonly requests: Request[] };

export interface ResidentsOptions extends EngineOptions {
  readonly isInLog: (show_id: string) => boolean;
  readonly wantsFacts: () => boolean;
  readonly onDurable: (
    show_id: string,
    events: readonly ShowEvent[],
    available: readonly number[],
    fact: ShowFact | null,
    tasks: readonly PaymentTask[],
    seats_sold: number,
  ) => void;
  /** A show woke with these payments open. */
  readonly onOpenPayments: (tasks: readonly PaymentTask[]) => void;
}

export interface Residents {
  /** Hands the request to the show's actor, which is woken first where it sleeps. */
  deliver(show_id: string, request: Request): void;
  awake(): Iterable<ShowActor>;
  actorOf(show_id: string): ShowActor | null;
  /** The awake shows with most open in them, the busiest first. */
  busiest(most: number): ShowActor[];
  putIdleToSleep(): void;
  statistics(): { shows_awake: number; crashes_total: number; log_available: boolean };
  /** What is open in all awake shows together. */
  open(): Demand;
  stop(): void;
}

/** The shows that are awake: wakes, supervises, replaces and puts to sleep their actors. */
export function openResidents(options: ResidentsOptions): Residents {
  const { log, clock, definitionOf } = options;
  const residents = new Map<string, Resident>();
  const retries = new Set<NodeJS.Timeout>();
  const system = start();
  const partitions = new Map<number, Ref<unknown>>();
  const demand = new DemandIndex();
  let crashes_total = 0;
  let is_stopped = false;
  const outages = followOutages(log, clock);

  const around = {
    ...options,
    outageEndedAt: outages.endedAt,
    onDemand: (show_id: string, open: Demand) => demand.note(show_id, open),
    onDurable: (...durable: Parameters<ResidentsOptions['onDurable']>) => {
      outages.end();
      options.onDurable(...durable);
    },
    onRefused: (actor: ShowActor, error: Error) => {
      if (error instanceof LogUnavailableError && !is_stopped) outages.begin();
      replace(actor);
    },
    onDied: (actor: ShowActor, error: Error) => {
      crashes_total += 1;
      options.onCrash(actor.show_id, error);
      replace(actor);
    },
  };

  function deliver(show_id: string, request: Request): void {
    const resident = residents.get(show_id);
    if (resident === undefined) void wake(show_id, request);
    else if (resident.actor === null) resident.requests.push(request);
    else resident.actor.tell(request);
  }

  /** Rejects never: who asked is told what went wrong. */
  async function wake(show_id: string, request: Request): Promise<void> {
    const requests = [request];
    residents.set(show_id, { actor: null, requests });
    try {
      if (!isKnown(show_id)) throw new UnknownShowError(`there is no show ${show_id}`);
      const awakening = await log.wake(show_id);
      if (is_stopped) throw new StoppingError('the box office is closing');
      const state = stateFrom(awakening, () => definitionOf(show_id));
      if (state === null) throw new UnknownShowError(`there is no show ${show_id}`);
      const snapshot_sequence = awakening.snapshot?.sequence ?? 0;
      const actor = new ShowActor(parentOf(show_id), state, awakening.epoch, snapshot_sequence, around);
      residents.set(show_id, { actor });
      options.onOpenPayments(actor.openPayments());
      for (const waiting of requests) actor.tell(waiting);
    } catch (cause) {
      giveUp(show_id, requests, cause instanceof Error ? cause : new Error(String(cause)));
    }
  }

  function isKnown(show_id: string): boolean {
    return options.isInLog(show_id) || (SHOW_ID.test(show_id) && definitionOf(show_id) !== null);
  }

  function giveUp(show_id: string, requests: readonly Request[], cause: Error): void {
    residents.delete(show_id);
    if (!is_stopped && !(cause instanceof UnknownShowError)) options.onCrash(show_id, cause);
    const error =
      cause instanceof UnknownShowError
        ? cause
        : new UnavailableError('the show could not be woken', { cause });
    for (const request of requests) request.reject(error);
  }

  /** Throws the actor away; who still waits for it is handed to its successor, which wakes from the log. */
  function replace(actor: ShowActor): void {
    const { show_id } = actor;
    if (residents.get(show_id)?.actor !== actor) return;
    residents.delete(show_id);
    demand.forget(show_id);
    for (const request of actor.stop()) deliver(show_id, request);
    if (is_stopped) return;
    // Its deadlines are kept even if nobody asks for the show again.
    const retry = setTimeout(() => {
      retries.delete(retry);
      const ignore = (): void => undefined;
      deliver(show_id, { command: { type: 'settle' }, arrived_at: clock(), resolve: ignore, reject: ignore });
    }, WAKE_AGAIN_MS);
    retries.add(retry);
  }

  /** An actor's messages carry a copy of its parent's children where the parent gets messages: these parents get none. */
  function parentOf(show_id: string): Ref<unknown> {
    const partition = partitionOf(show_id);
    const known = partitions.get(partition);
    if (known !== undefined) return known;
    const parent = spawnStateless(system, () => undefined, `partition-${partition}`);
    partitions.set(partition, parent);
    return parent;
  }

  function* awake(): IterableIterator<ShowActor> {
    for (const { actor } of residents.values()) if (actor !== null) yield actor;
  }

  return {
    deliver,
    awake,
    actorOf: (show_id) => residents.get(show_id)?.actor ?? null,
    putIdleToSleep: () => {
      for (const actor of awake()) {
        if (!actor.maySleep()) continue;
        actor.writeSnapshot();
        actor.stop();
        residents.delete(actor.show_id);
        demand.forget(actor.show_id);
      }
    },
    busiest: (most) => demand.busiest(most).flatMap((show_id) => residents.get(show_id)?.actor ?? []),
    open: () => demand.total,
    statistics: () => ({ shows_awake: residents.size, crashes_total, log_available: !outages.isOn() }),
    stop: () => {
      is_stopped = true;
      outages.stop();
      for (const retry of retries) clearTimeout(retry);
      for (const actor of awake()) actor.stop();
      stop(system);
    },
  };
}
