import { readable } from '../../report/numbers.ts';
import type { Told } from '../crowd/told.ts';
import type { Verdict } from '../record.ts';
import { moment, verdict } from './faults.ts';

/** The server's clock tells milliseconds, and the client's is read in the same machine, but not in the same moment. */
const CLOCKS_APART_MS = 2;

/** Somebody in the queue: at the latest from `joined_before` on, and certainly until `waited_until`. */
interface Waiting {
  readonly joined_before: number;
  readonly waited_until: number;
}

/** Somebody who got seats at that moment, and had not asked for anything before `asked_at`. */
interface Served {
  readonly asked_at: number;
  readonly reserved_at: number;
}

/**
 * Nobody who asked only after somebody else's place in the queue had been confirmed gets seats while that one waits:
 * neither out of the queue nor as a newcomer. When somebody was served is the end of their time, as they were told it, minus
 * the time that there is.
 */
export function nobodyOvertaken(told: readonly Told[]): Verdict {
  const shows = new Map<number, { waiting: Waiting[]; served: Served[] }>();
  for (const { show, wait, booking } of told) {
    const of_show = shows.get(show) ?? { waiting: [], served: [] };
    shows.set(show, of_show);
    if (booking !== null) of_show.served.push(booking);
    if (wait === null) continue;
    const waited_until =
      booking === null ? wait.waited_until : Math.max(wait.waited_until, booking.reserved_at);
    of_show.waiting.push({ joined_before: wait.joined_before, waited_until });
  }
  const faults: string[] = [];
  let waited = 0;
  let served = 0;
  for (const [show, of_show] of shows) {
    waited += of_show.waiting.length;
    served += of_show.served.length;
    faults.push(...overtakings(show, of_show));
  }
  const looked_at = `${readable(served)} who got seats, ${readable(waited)} who waited`;
  return verdict('nobody overtaken', looked_at, faults);
}

/** Goes through all in the order of asking, with the one in mind who waits longest of those who had joined by then. */
function overtakings(
  show: number,
  { waiting, served }: { readonly waiting: readonly Waiting[]; readonly served: readonly Served[] },
): string[] {
  const joined = [...waiting].sort((one, other) => one.joined_before - other.joined_before);
  const faults: string[] = [];
  let next = 0;
  let longest: Waiting | null = null;
  for (const { asked_at, reserved_at } of [...served].sort((one, other) => one.asked_at - other.asked_at)) {
    for (
      let ahead = joined[next];
      ahead !== undefined && ahead.joined_before < asked_at;
      ahead = joined[next]
    ) {
      if (longest === null || ahead.waited_until > longest.waited_until) longest = ahead;
      next += 1;
    }
    if (longest === null || longest.waited_until <= reserved_at + CLOCKS_APART_MS) continue;
    faults.push(
      `show ${show}: who asked at ${moment(asked_at)} got seats at ${moment(reserved_at)}, while somebody waited from ${moment(longest.joined_before)} until ${moment(longest.waited_until)}`,
    );
  }
  return faults;
}
