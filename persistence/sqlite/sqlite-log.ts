import {
  type EventLog,
  LogCorruptError,
  LogUnavailableError,
  SequenceConflictError,
  StaleEpochError,
} from '../event-log.ts';
import type { Answer, Operation, RefusalName } from './batch.ts';
import { startWriter } from './writer-client.ts';

const ERRORS: Readonly<Record<RefusalName, new (message: string) => Error>> = {
  StaleEpochError,
  SequenceConflictError,
  LogUnavailableError,
  LogCorruptError,
  RangeError,
};

/**
 * Opens the event log in a data folder, which is made where there is none, for writing in a thread of its own. Rejects
 * with a `LogLockedError` where another process has it, with a `LogSchemaError` where a newer boxoffice wrote it, with a
 * `LogUnavailableError` where the disk is too full to open it, or with what else keeps it from being opened.
 */
export async function openSqliteLog(folder: string): Promise<EventLog> {
  const writer = await startWriter(folder);

  const ask = <Type extends Answer['type']>(operation: Operation, type: Type): Promise<AnswerOf<Type>> =>
    new Promise((resolve, reject) => {
      const answered = (answer: Answer): void => {
        if (isAnswer(answer, type)) resolve(answer);
        else reject(errorOf(answer));
      };
      writer.ask(operation, answered, reject);
    });

  return {
    wake: async (show_id) => (await ask({ type: 'wake', show_id }, 'awakening')).awakening,

    // The one that is called for every step: one promise and no more.
    append: (step) =>
      new Promise((resolve, reject) => {
        const answered = (answer: Answer): void => {
          if (answer.type === 'done') resolve();
          else reject(errorOf(answer));
        };
        writer.ask({ type: 'append', step }, answered, reject);
      }),

    snapshot: async (snapshot) => {
      await ask({ type: 'snapshot', snapshot }, 'done');
    },

    probe: async () => {
      await ask({ type: 'probe' }, 'done');
    },

    findBooking: async (booking_id) => (await ask({ type: 'find_booking', booking_id }, 'booking')).booking,

    findEndedWaiting: async (waiting_id) =>
      (await ask({ type: 'find_ended_waiting', waiting_id }, 'ended_waiting')).ended_waiting,

    findSessionBookings: async (session, limit) =>
      (await ask({ type: 'find_session_bookings', session, limit }, 'bookings')).bookings,

    deadlines: async () => (await ask({ type: 'deadlines' }, 'deadlines')).deadlines,

    availability: async () => (await ask({ type: 'availability' }, 'availability')).availability,

    close: () => writer.close(),
  };
}

type AnswerOf<Type extends Answer['type']> = Extract<Answer, { type: Type }>;

function isAnswer<Type extends Answer['type']>(answer: Answer, type: Type): answer is AnswerOf<Type> {
  return answer.type === type;
}

function errorOf(answer: Answer): Error {
  if (answer.type === 'refused') return new ERRORS[answer.error](answer.reason);
  return new Error(`the writer answered with '${answer.type}' to something else`);
}
