import {
  type Awakening,
  type BookingRow,
  type EndedWaitingRow,
  type EventLog,
  LogBrokenError,
  LogUnavailableError,
  type Step,
} from '../event-log.ts';
import {
  awaken,
  beginEpoch,
  emptyShow,
  type ShowMemory,
  takeSnapshot,
  takeStep,
  writeStep,
} from './show-memory.ts';

export interface MemoryLogOptions {
  /**
   * Asked before each commit, with what it is made of (nothing, where it is a probe), what is to become of it: it is
   * committed, finds the disk full (and is rolled back), or breaks (an I/O error). For tests of what happens then.
   */
  readonly outcomeOf?: (steps: readonly Step[]) => CommitOutcome | Promise<CommitOutcome>;
}

export type CommitOutcome = 'committed' | 'full' | 'broken';

/** Something that was handed in. */
interface Request {
  /** Null where it adds nothing to the commit. */
  readonly step: Step | null;
  /** Whether it fails with its commit. */
  readonly is_written: boolean;
  /** Before the commit; throws why it is refused. */
  readonly takeIn: () => void;
  /** After the commit. */
  readonly conclude: () => void;
  readonly reject: (error: unknown) => void;
}

/** An event log that forgets everything with its process: for tests, and to measure what the rules cost alone. */
export function openMemoryLog({ outcomeOf = () => 'committed' }: MemoryLogOptions = {}): EventLog {
  const shows = new Map<string, ShowMemory>();
  const bookings = new Map<string, BookingRow>();
  const endedWaitings = new Map<string, EndedWaitingRow>();
  let pending: Request[] = [];
  let committing: Promise<void> | null = null;
  let closed = false;
  let broken: LogBrokenError | null = null;

  const showOf = (show_id: string): ShowMemory => {
    const known = shows.get(show_id);
    if (known !== undefined) return known;
    const show = emptyShow();
    shows.set(show_id, show);
    return show;
  };

  const write = (step: Step): void => {
    writeStep(showOf(step.show_id), step);
    for (const row of step.tables.bookings) bookings.set(row.booking_id, row);
    for (const row of step.tables.ended_waitings) endedWaitings.set(row.waiting_id, row);
  };

  /** Returns why the steps are not in the log, or null. */
  const commit = async (requests: readonly Request[]): Promise<Error | null> => {
    const steps = requests.flatMap(({ step }) => step ?? []);
    const outcome = requests.some(({ is_written }) => is_written) ? await outcomeOf(steps) : 'committed';
    if (outcome === 'committed') {
      for (const step of steps) write(step);
      return null;
    }
    for (const { show_id } of steps) showOf(show_id).lost = true;
    if (outcome === 'full') return new LogUnavailableError('the disk is full');
    broken = new LogBrokenError('a commit failed, and its outcome is unknown');
    return broken;
  };

  const concludePending = async (): Promise<void> => {
    while (pending.length > 0) {
      // What comes up in this turn of the event loop goes together.
      await new Promise((resolve) => setImmediate(resolve));
      const requests = pending.filter(isTakenIn);
      pending = [];
      const failure = await commit(requests);
      for (const { is_written, conclude, reject } of requests) {
        const refusal = broken ?? (is_written ? failure : null);
        if (refusal === null) conclude();
        else reject(refusal);
      }
    }
    committing = null;
  };

  const handIn = <Result>(
    step: Step | null,
    takeIn: () => void,
    read: () => Result,
    is_written = step !== null,
  ): Promise<Result> =>
    new Promise((resolve, reject) => {
      if (closed || broken !== null) {
        reject(broken ?? new Error('the log is closed'));
        return;
      }
      pending.push({ step, is_written, takeIn, conclude: () => resolve(read()), reject });
      committing ??= concludePending();
    });

  const afterCommit = <Result>(read: () => Result): Promise<Result> => handIn(null, nothing, read);

  return {
    wake(show_id): Promise<Awakening> {
      let epoch = 0;
      const begin = (): void => {
        epoch = beginEpoch(showOf(show_id));
      };
      return handIn(null, begin, () => awaken(showOf(show_id), epoch));
    },

    append: (step) => handIn(step, () => takeStep(showOf(step.show_id), step), nothing),

    snapshot: (snapshot) => afterCommit(() => takeSnapshot(showOf(snapshot.show_id), snapshot)),

    probe: () => handIn(null, nothing, nothing, true),

    findBooking: (booking_id) => afterCommit(() => bookings.get(booking_id) ?? null),

    findEndedWaiting: (waiting_id) => afterCommit(() => endedWaitings.get(waiting_id) ?? null),

    findSessionBookings: (session, limit) =>
      afterCommit(() =>
        [...bookings.values()]
          .filter((row) => row.session === session)
          .sort((one, other) => (one.booking_id < other.booking_id ? 1 : -1))
          .slice(0, limit),
      ),

    deadlines: () =>
      afterCommit(() =>
        [...shows]
          .flatMap(([show_id, { tables }]) => {
            const deadline_ms = tables?.deadline_ms ?? null;
            return deadline_ms === null ? [] : { show_id, deadline_ms };
          })
          .sort((one, other) => one.deadline_ms - other.deadline_ms),
      ),

    availability: () =>
      afterCommit(() =>
        [...shows].flatMap(([show_id, { tables }]) =>
          tables === null ? [] : { show_id, available: [...tables.available] },
        ),
      ),

    async close(): Promise<void> {
      closed = true;
      await committing;
      if (broken !== null) throw broken;
    },
  };
}

/** Whether it goes on to the commit; where not, it is rejected. */
function isTakenIn({ takeIn, reject }: Request): boolean {
  try {
    takeIn();
    return true;
  } catch (error) {
    reject(error);
    return false;
  }
}

function nothing(): void {}
