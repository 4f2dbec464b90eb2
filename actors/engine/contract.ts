import type { EventLog } from '../../persistence/event-log.ts';
import type { LatencyFigures } from '../collections/latencies.ts';
import type { Limits } from '../limits.ts';
import type { ShowCommand } from '../show/commands.ts';
import type { ShowDefinition } from '../show/definition.ts';
import type { ShowEvent } from '../show/events.ts';
import type { ShowFigures } from '../show/figures.ts';
import type { BookingView, Reply, SeatStatus, WaitingView } from '../show/replies.ts';
import type { Demand } from './demand.ts';

/** All shows of one server: finds, wakes and supervises their actors. Made by `openEngine`. */
export interface Engine {
  /**
   * Sends a command to its show and resolves with what it answers, once everything that the answer was decided on is
   * on disk (rule 12). Rejects with `UnknownShowError`, `UnavailableError` or `StoppingError`; nothing else.
   */
  ask(show_id: string, command: ShowCommand): Promise<Reply>;

  /** A session's bookings over all shows, newest first; `session` is its fingerprint. */
  sessionBookings(session: string): Promise<BookingView[]>;

  /** Newest durable counts of available seats by index of seat type; null where nothing of the show was ever sold. */
  available(show_id: string): readonly number[] | null;

  /** The newest durable counts of every show of which something was ever sold, in an order that only grows at its end. */
  availability(): Iterable<readonly [show_id: string, available: readonly number[]]>;

  /**
   * Calls the listener with each step that became durable, in order for each show; where a step ended very many waits, with
   * several facts, one a turn of the event loop: the later ones have no events, and no news but of these waits and, in the
   * last, that the queue moved. Returns how to stop that.
   */
  onFact(listener: (fact: ShowFact) => void): () => void;

  /** Calls the listener with each charge and refund that is to be made; again after each restart, until it is concluded. */
  onPaymentDue(listener: (task: PaymentTask) => void): () => void;

  statistics(): EngineStatistics;

  /**
   * The busiest of the awake shows, so many at most, and what is open in all of them; what is told of a show is on disk.
   * A show that cannot say now is left out.
   */
  overview(shows_most: number): Promise<EngineOverview>;

  /** Takes no further command, commits and answers what is under way, closes the log. */
  close(): Promise<void>;
}

/** One durable step of a show (or a part of a long one, see `onFact`), and what it changed as the outside sees it. */
export interface ShowFact {
  readonly show_id: string;
  /** Sequence number of the step's first event; `sequence + events.length` is the next fact's. */
  readonly sequence: number;
  readonly events: readonly ShowEvent[];
  readonly seats: readonly { readonly seat_id: string; readonly status: SeatStatus }[];
  /** Each booking that the step changed. */
  readonly bookings: readonly BookingView[];
  /** Each wait that the step ended, but for those that are told in later facts. */
  readonly ended_waitings: readonly WaitingView[];
  /** Whether those who still wait may have a new position. */
  readonly queue_moved: boolean;
  /** Available seats by index of seat type. */
  readonly available: readonly number[];
}

/** Something the payment service is to do. Doing it twice is safe: `payment_id` is its idempotency key. */
export interface PaymentTask {
  readonly type: 'charge' | 'refund';
  readonly show_id: string;
  readonly booking_id: string;
  readonly payment_id: string;
  readonly payment_token: string;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
}

export interface EngineStatistics {
  readonly shows_awake: number;
  /** Commands that were asked and are not answered yet. */
  readonly commands_pending: number;
  readonly commands_total: number;
  readonly steps_total: number;
  /** Commits of the log that these steps came in. */
  readonly commits_total: number;
  readonly crashes_total: number;
  /** Payments whose capture, and whose refund, was made durable. */
  readonly payments_captured_total: number;
  readonly payments_refunded_total: number;
  /** False while the log refuses appends. */
  readonly log_available: boolean;
}

export interface EngineOverview {
  /** The one with the most people in its queue, reservations and open payments first. */
  readonly shows: readonly ShowFigures[];
  /** In all shows that are awake, in memory: a moment ahead of the disk. */
  readonly open: Demand;
  readonly seats_sold_total: number;
  /** Of commands, from when they were asked until they were answered, over the last 10 to 20 s. */
  readonly latency: LatencyFigures;
}

export interface EngineOptions {
  readonly log: EventLog;
  /** The catalogue's word on a show that the log does not know yet; null where there is none. */
  readonly definitionOf: (show_id: string) => ShowDefinition | null;
  /**
   * Whether a show is this engine's: a log that was copied may hold others', in which nothing is to lapse, be paid for or
   * be told of here. Where it is not given, all shows are.
   */
  readonly ownsShow?: (show_id: string) => boolean;
  /** Called at the start where the log holds shows that are not this engine's, with how many. */
  readonly onForeignShows?: (shows: number) => void;
  readonly limits: Limits;
  /** Unix milliseconds. */
  readonly clock: () => number;
  /** Called with a `LogBrokenError`: the process has to stop at once. */
  readonly onBroken: (error: Error) => void;
  /** Called with what a show's actor died of (it is woken again from the log), or a listener to its facts. */
  readonly onCrash: (show_id: string, error: Error) => void;
}

/** Neither the log nor the catalogue knows the show. */
export class UnknownShowError extends Error {
  override readonly name = 'UnknownShowError';
}

/** The show cannot answer now (its log takes nothing, or its actor died on this command); asking again later is safe. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}

/** The engine is stopping and takes no further command. */
export class StoppingError extends Error {
  override readonly name = 'StoppingError';
}
