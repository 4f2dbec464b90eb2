import { formatPartitions } from '../../partitions.ts';
import type { Broker, BrokerLog, BrokerMessage } from '../broker.ts';
import { drawInbox } from '../inbox.ts';
import { CLAIMS } from '../subjects.ts';
import { type Claimant, claimants } from './messages.ts';
import { PartitionsTakenError } from './partitions-taken.ts';

/** Whoever objects has this long, in which it is said more than once: a server may not know yet who listens. */
const OBJECTIONS_MS = 500;
const TIMES_SAID = 2;

export interface ClaimOptions {
  readonly broker: Broker;
  /** A ULID, drawn at the engine's start. */
  readonly engine_id: string;
  readonly partitions: readonly number[];
  /** Where it runs, for the people who read of it elsewhere. */
  readonly host: string;
  readonly data_folder: string;
  readonly log: BrokerLog;
  /** Somebody took over while we were away: the process has to stop at once. Called once at most. */
  readonly onLost: (error: PartitionsTakenError) => void;
}

export interface Claim {
  /** Asks again whether anybody else believes to have them; `onLost` is called where the other is the one to keep them. */
  confirm(): void;
  /** Gives the partitions up: nobody objects any more when another engine wants them. */
  release(): void;
}

/**
 * Resolves when the partitions are this engine's; until then it waits for the broker as long as it takes. Rejects with a
 * `PartitionsTakenError` where another engine has one of them. Then objects to the claims of others.
 *
 * Who has a partition keeps it. Of those who want it at the same moment the smallest engine id comes first, and the
 * others wait for how that ends. Of two who both believe that they have it, the one that started later keeps it: the
 * other was away when that one asked, or it would have objected.
 */
export function claimPartitions(options: ClaimOptions): Promise<Claim> {
  return new Promise((resolve, reject) => {
    const claim = beginClaim(options, {
      onOwned: () => resolve(claim),
      onRefused: reject,
    });
  });
}

interface Outcome {
  onOwned(): void;
  onRefused(error: PartitionsTakenError): void;
}

function beginClaim(options: ClaimOptions, outcome: Outcome): Claim {
  const { broker, engine_id, partitions, host, data_folder, log } = options;
  const wanted = new Set(partitions);
  const inbox = drawInbox();
  const labels = { engine_id, partitions: formatPartitions(partitions) };
  let is_owner = false;
  let timer: NodeJS.Timeout | null = null;

  const self = (concerned: readonly number[] = partitions): Uint8Array =>
    claimants.encode({ engine_id, partitions: [...concerned], is_owner, host, data_folder });

  /** Says what we want or have, several times; who hears no objection meanwhile has it. */
  function say(times_left = TIMES_SAID): void {
    pause();
    if (!broker.publish(CLAIMS, self(), { reply: inbox })) return;
    timer = setTimeout(() => {
      if (times_left > 1) say(times_left - 1);
      else own();
    }, OBJECTIONS_MS / TIMES_SAID);
  }

  function pause(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  function own(): void {
    timer = null;
    if (is_owner) return;
    is_owner = true;
    log.info(labels, 'the partitions are ours');
    outcome.onOwned();
  }

  /** Somebody who comes first wants them too: we ask again when that has come to its end. */
  function giveWay(other: Claimant): void {
    log.info({ ...labels, other: other.engine_id }, 'another engine is asking first; waiting for it');
    pause();
    timer = setTimeout(say, OBJECTIONS_MS);
  }

  function lose(other: Claimant): void {
    const error = new PartitionsTakenError({ ...other, partitions: shared(other) });
    release();
    if (is_owner) options.onLost(error);
    else outcome.onRefused(error);
  }

  const shared = (other: Claimant): number[] => other.partitions.filter((number) => wanted.has(number));

  /** Whether the other has the better right to what both of us want or have. */
  function comesFirst(other: Claimant): boolean {
    if (other.is_owner !== is_owner) return other.is_owner;
    return is_owner ? other.engine_id > engine_id : other.engine_id < engine_id;
  }

  function takeClaim(message: BrokerMessage): void {
    const other = read(message);
    if (other === null || other.engine_id === engine_id || shared(other).length === 0) return;
    if (comesFirst(other)) yieldTo(other);
    else if (message.reply !== null) broker.publish(message.reply, self(shared(other)));
  }

  function takeObjection(message: BrokerMessage): void {
    const other = read(message);
    if (other === null || shared(other).length === 0) return;
    if (comesFirst(other)) yieldTo(other);
    // It came too late: what it was about is ours by now, which the other is to learn.
    else say();
  }

  function yieldTo(other: Claimant): void {
    if (other.is_owner) lose(other);
    else giveWay(other);
  }

  function read({ payload }: BrokerMessage): Claimant | null {
    const other = claimants.decode(payload);
    if (other === null) log.warn(labels, 'a claim could not be read: is there another version of boxoffice?');
    return other;
  }

  const stops = [
    broker.subscribe(inbox, takeObjection),
    broker.subscribe(CLAIMS, takeClaim),
    // After each reconnection too: somebody may have asked while nobody could object.
    broker.onConnection((is_connected) => {
      if (is_connected) say();
      else pause();
    }),
  ];
  if (broker.isConnected()) say();
  else log.info(labels, 'waiting for the NATS server, to ask whether the partitions are free');

  function release(): void {
    pause();
    for (const stop of stops) stop();
  }
  return {
    confirm() {
      if (timer === null && broker.isConnected()) say();
    },
    release,
  };
}
