import { type EventLog, LogBrokenError } from '../../persistence/event-log.ts';

/** The log, of which `onBroken` hears before anybody else when it is broken, whatever it was asked. */
export function watchLog(log: EventLog, onBroken: (error: LogBrokenError) => void): EventLog {
  const watched = <Result>(answer: Promise<Result>): Promise<Result> => {
    answer.catch((error: unknown) => {
      if (error instanceof LogBrokenError) onBroken(error);
    });
    return answer;
  };
  return {
    wake: (show_id) => watched(log.wake(show_id)),
    append: (step) => watched(log.append(step)),
    snapshot: (snapshot) => watched(log.snapshot(snapshot)),
    probe: () => watched(log.probe()),
    findBooking: (booking_id) => watched(log.findBooking(booking_id)),
    findEndedWaiting: (waiting_id) => watched(log.findEndedWaiting(waiting_id)),
    findSessionBookings: (session, limit) => watched(log.findSessionBookings(session, limit)),
    deadlines: () => watched(log.deadlines()),
    availability: () => watched(log.availability()),
    close: () => watched(log.close()),
  };
}
