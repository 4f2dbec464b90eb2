import { dispatch, type Ref, spawn, stop } from 'nact';
import { encodeEvent } from '../codec/event-codec.ts';
import { encodeSnapshot } from '../codec/snapshot-codec.ts';
import {
  COMMANDS_A_TURN,
  SLEEP_AFTER_MS,
  SLEEP_UNOPENED_AFTER_MS,
  SNAPSHOT_EVERY_EVENTS,
  SNAPSHOT_LATEST_EVENTS,
  SNAPSHOT_PAUSE_MS,
} from '../limits.ts';
import { nextDeadline } from '../show/due.ts';
import { figuresOf, type ShowFigures } from '../show/figures.ts';
import type { Reply } from '../show/replies.ts';
import type { SeatMap } from '../show/seat-map.ts';
import { BOOKED, type ShowState } from '../show/state.ts';
import { type StepTaken, takeStep } from '../show/step.ts';
import { type PaymentTask, UnavailableError } from './contract.ts';
import { type DeadlineTimer, deadlineTimer } from './deadline-timer.ts';
import { factOf, paymentTasks } from './fact.ts';
import type { Request, Surroundings } from './surroundings.ts';
import { tableChanges } from './tables.ts';

/**
 * One awake show. Its nact actor takes one message at a time; a message is only the ring of a bell, at which it takes the
 * commands that are pending: so a flood of commands is not slowed to one a turn of the event loop. Where there are too many
 * for one turn it rings again, so that the other shows get theirs in between. It decides and goes on at once; the replies
 * wait until what they were decided on is on disk (rule 12).
 */
export class ShowActor {
  readonly show_id: string;
  readonly #state: ShowState;
  readonly #epoch: number;
  readonly #around: Surroundings;
  readonly #ref: Ref<typeof BELL>;
  #pending: Request[] = [];
  #is_rung = false;
  #is_stopped = false;
  /** Steps handed to the log that it has not answered yet, and how the newest of them ended: null, or why not. */
  #uncommitted = 0;
  #newest_commit: Promise<Error | null> = Promise.resolve(null);
  readonly #timer: DeadlineTimer;
  #snapshot_sequence: number;
  #snapshot_at = 0;
  #last_active_at: number;

  constructor(
    parent: Ref<unknown>,
    state: ShowState,
    epoch: number,
    snapshot_sequence: number,
    around: Surroundings,
  ) {
    this.show_id = state.definition.show_id;
    this.#state = state;
    this.#epoch = epoch;
    this.#snapshot_sequence = snapshot_sequence;
    this.#around = around;
    this.#last_active_at = around.clock();
    this.#ref = spawn(parent, () => this.#takePending(), this.show_id, {
      onCrash: (_message, error, context) => {
        around.onDied(this, error ?? new Error('the actor died of nothing'));
        return context.stop;
      },
    });
    this.#timer = deadlineTimer(around.clock, () => this.#settle());
    this.#timer.set(this.#nextDeadline());
    this.#tellDemand();
  }

  tell(request: Request): void {
    this.#pending.push(request);
    this.#ring();
  }

  /** What the payment service has to do for this show. */
  openPayments(): PaymentTask[] {
    return paymentTasks(this.#state, this.#state.open_payments.keys());
  }

  get seat_map(): SeatMap {
    return this.#state.seat_map;
  }

  /** How the show stands, once that is on disk; null where it never got there. */
  async figures(): Promise<ShowFigures | null> {
    const figures = figuresOf(this.#state, this.#around.clock());
    if (this.#uncommitted === 0) return figures;
    return (await this.#newest_commit) === null ? figures : null;
  }

  /** Whether nothing is under way, due or open, and nobody has asked for long enough. */
  maySleep(): boolean {
    const idle_ms = this.#around.clock() - this.#last_active_at;
    const is_idle = idle_ms > (this.#state.sequence === 0 ? SLEEP_UNOPENED_AFTER_MS : SLEEP_AFTER_MS);
    if (this.#pending.length > 0 || this.#uncommitted > 0 || !is_idle) return false;
    return this.#nextDeadline() === null && this.#state.open_payments.size === 0;
  }

  /** Writes the state down so that waking again is quick. */
  writeSnapshot(): void {
    const { sequence } = this.#state;
    if (sequence === this.#snapshot_sequence) return;
    this.#snapshot_sequence = sequence;
    this.#snapshot_at = this.#around.clock();
    const { show_id } = this;
    const state = encodeSnapshot(this.#state);
    // Without it waking takes longer, and that is all.
    this.#around.log.snapshot({ show_id, epoch: this.#epoch, sequence, state }).catch(() => undefined);
  }

  /** Stops for good; gives the requests that were not taken yet. */
  stop(): Request[] {
    if (!this.#is_stopped) stop(this.#ref);
    this.#is_stopped = true;
    this.#timer.stop();
    const left = this.#pending;
    this.#pending = [];
    return left;
  }

  #ring(): void {
    if (this.#is_rung) return;
    this.#is_rung = true;
    dispatch(this.#ref, BELL);
  }

  #takePending(): void {
    this.#is_rung = false;
    const requests = this.#pending.splice(0, COMMANDS_A_TURN);
    for (const [index, request] of requests.entries()) {
      try {
        this.#take(request);
      } catch (cause) {
        // The state may be half changed. This request dies with the actor, the others go to its successor.
        request.reject(new UnavailableError('the show failed on this request', { cause }));
        this.#pending = [...requests.slice(index + 1), ...this.#pending];
        throw cause;
      }
    }
    if (this.#pending.length > 0) this.#ring();
    this.#last_active_at = this.#around.clock();
    this.#timer.set(this.#nextDeadline());
    this.#tellDemand();
    this.#writeSnapshotInTime();
  }

  #take(request: Request): void {
    const { limits, outageEndedAt } = this.#around;
    const moment = { now: request.arrived_at, outage_ended_at: outageEndedAt(request.arrived_at) };
    const step = takeStep(this.#state, request.command, moment, limits);
    if (step.events.length > 0) this.#commit(step, request);
    else if (this.#uncommitted === 0) request.resolve(step.reply);
    else void this.#newest_commit.then((error) => answer(request, step.reply, error));
  }

  #commit({ events, reply }: StepTaken, request: Request): void {
    const { log, wantsFacts } = this.#around;
    const tables = tableChanges(this.#state);
    const fact = wantsFacts() ? factOf(this.#state, events, tables.available) : null;
    const tasks = paymentTasks(this.#state, this.#state.changes.payments_due);
    const seats_sold = seatsSold(this.#state);
    this.#uncommitted += 1;
    this.#newest_commit = log
      .append({
        show_id: this.show_id,
        epoch: this.#epoch,
        expected_sequence: this.#state.sequence - events.length,
        events: events.map(encodeEvent),
        tables,
      })
      .then(
        () => {
          this.#uncommitted -= 1;
          this.#around.onDurable(this.show_id, events, tables.available, fact, tasks, seats_sold);
          request.resolve(reply);
          return null;
        },
        (error: Error) => {
          this.#uncommitted -= 1;
          answer(request, reply, error);
          this.#around.onRefused(this, error);
          return error;
        },
      );
  }

  #tellDemand(): void {
    const { sequence, queue, reservations, open_payments } = this.#state;
    // Who only looks at a show makes it no busier.
    if (sequence === 0) return;
    this.#around.onDemand(this.show_id, {
      waiting: queue.size,
      reservations: reservations.size,
      payments: open_payments.size,
    });
  }

  #nextDeadline(): number | null {
    const now = this.#around.clock();
    return nextDeadline(this.#state, this.#around.outageEndedAt(now), this.#around.limits);
  }

  #settle(): void {
    const ignore = (): void => undefined;
    this.tell({
      command: { type: 'settle' },
      arrived_at: this.#around.clock(),
      resolve: ignore,
      reject: ignore,
    });
  }

  /** Seldom enough that writing down a long queue costs little beside what happened since. */
  #writeSnapshotInTime(): void {
    const { sequence, queue, bookings, answers } = this.#state;
    const size = queue.size + bookings.size + answers.size;
    const events = Math.min(Math.max(SNAPSHOT_EVERY_EVENTS, size), SNAPSHOT_LATEST_EVENTS);
    if (sequence - this.#snapshot_sequence < events) return;
    if (this.#around.clock() - this.#snapshot_at >= SNAPSHOT_PAUSE_MS) this.writeSnapshot();
  }
}

/** The only message to the nact actor: requests are pending. */
const BELL = 'requests are pending';

/** Seats that the step that was just taken booked. */
function seatsSold({ changes, seat_status }: ShowState): number {
  return changes.seats.reduce((sold, seat) => sold + Number(seat_status[seat] === BOOKED), 0);
}

function answer(request: Request, reply: Reply, error: Error | null): void {
  if (error === null) request.resolve(reply);
  else
    request.reject(new UnavailableError('the show could not write down what was decided', { cause: error }));
}
