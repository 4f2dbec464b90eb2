import { type EventLog, openMemoryLog, type Step, type StoredStep } from '../../../persistence/index.ts';

/** A log that outlives the box office, and all that is on its disk. */
export interface SurvivingLog {
  /** A log as one life of the box office has it; once `cut` is called nothing goes in or comes out any more. */
  connect(): { readonly log: EventLog; cut(): void };
  /** While it is full, every commit is refused. */
  setFull(is_full: boolean): void;
  readonly written: readonly Step[];
}

/** What each append and each answer waits for may be the crash, so that all of these happen: lost, written, told. */
export function openSurvivingLog(): SurvivingLog {
  let is_full = false;
  const memory = openMemoryLog({ outcomeOf: () => (is_full ? 'full' : 'committed') });
  const written: Step[] = [];

  const connect = (): { log: EventLog; cut(): void } => {
    let is_cut = false;
    const never = new Promise<never>(() => {});
    /** On the way in it may be lost, and on the way out its answer. */
    async function through<Result>(request: () => Promise<Result>): Promise<Result> {
      await nextTurn();
      if (is_cut) return never;
      try {
        return await request();
      } finally {
        if (is_cut) await never;
      }
    }
    const append = async (step: Step): Promise<void> => {
      await memory.append(step);
      written.push(step);
    };
    return {
      cut: () => {
        is_cut = true;
      },
      log: {
        wake: (show_id) => through(() => memory.wake(show_id)),
        append: (step) => through(() => append(step)),
        snapshot: (snapshot) => through(() => memory.snapshot(snapshot)),
        probe: () => through(() => memory.probe()),
        findBooking: (booking_id) => through(() => memory.findBooking(booking_id)),
        findEndedWaiting: (waiting_id) => through(() => memory.findEndedWaiting(waiting_id)),
        findSessionBookings: (session, limit) => through(() => memory.findSessionBookings(session, limit)),
        deadlines: () => through(() => memory.deadlines()),
        availability: () => through(() => memory.availability()),
        close: async () => undefined,
      },
    };
  };

  return {
    connect,
    written,
    setFull: (full) => {
      is_full = full;
    },
  };
}

export function historyOf(written: readonly Step[]): StoredStep[] {
  return written.map(({ expected_sequence, events }) => ({ sequence: expected_sequence + 1, events }));
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
