import type { EventLog } from '../../persistence/event-log.ts';
import type { Limits } from '../limits.ts';
import type { ShowCommand } from '../show/commands.ts';
import type { ShowEvent } from '../show/events.ts';
import type { Reply } from '../show/replies.ts';
import type { PaymentTask, ShowFact } from './contract.ts';
import type { Demand } from './demand.ts';
import type { ShowActor } from './show-actor.ts';

/** A command on its way, and where its reply goes. */
export interface Request {
  readonly command: ShowCommand;
  /** Unix milliseconds. */
  readonly arrived_at: number;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

/** What every actor shares with the engine around it. */
export interface Surroundings {
  readonly log: EventLog;
  readonly limits: Limits;
  readonly clock: () => number;
  /** Rule 3: when the newest outage ended, as of `now`. */
  readonly outageEndedAt: (now: number) => number;
  readonly wantsFacts: () => boolean;
  /** A step of these events became durable. */
  readonly onDurable: (
    show_id: string,
    events: readonly ShowEvent[],
    available: readonly number[],
    fact: ShowFact | null,
    tasks: PaymentTask[],
    seats_sold: number,
  ) => void;
  /** So much is open in the show now. */
  readonly onDemand: (show_id: string, demand: Demand) => void;
  /** The log refused a step: this actor knows things that never happened. */
  readonly onRefused: (actor: ShowActor, error: Error) => void;
  /** A command killed this actor. */
  readonly onDied: (actor: ShowActor, error: Error) => void;
}
