import type { EventLog } from '../../persistence/event-log.ts';

/**
 * Counts how many appends are acknowledged together. The acknowledgements of one commit arrive in one message, so
 * those that come within one turn of the event loop are one commit's.
 */
export function countCommits(log: EventLog): { readonly log: EventLog; commits(): number } {
  let commits = 0;
  let in_commit = false;
  const onAcknowledged = (): void => {
    if (in_commit) return;
    in_commit = true;
    commits += 1;
    setImmediate(() => {
      in_commit = false;
    });
  };
  return {
    log: {
      wake: (show_id) => log.wake(show_id),
      append: (step) => log.append(step).then(onAcknowledged),
      snapshot: (snapshot) => log.snapshot(snapshot),
      probe: () => log.probe(),
      findBooking: (booking_id) => log.findBooking(booking_id),
      findEndedWaiting: (waiting_id) => log.findEndedWaiting(waiting_id),
      findSessionBookings: (session, limit) => log.findSessionBookings(session, limit),
      deadlines: () => log.deadlines(),
      availability: () => log.availability(),
      close: () => log.close(),
    },
    commits: () => commits,
  };
}
