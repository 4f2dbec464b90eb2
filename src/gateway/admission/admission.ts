import { idleTime } from '../idle-time.ts';
import { ADMISSION_CLASSES, type AdmissionClass } from './classes.ts';
import type { Admission, AdmissionOptions, Entrant, Surroundings } from './contract.ts';
import { type Arrival, createLine } from './line.ts';
import { createRetryAfter } from './retry-after.ts';

/**
 * How long requests are served before the network is looked at again. All else that a turn of the event loop has to do has
 * come up during the turn before, so a turn lasts a certain multiple of this: answers of the log and new requests, which
 * wait for several turns, are the sooner there the shorter it is, and as many are served.
 */
const TURN_MS = 1;
/** Where all else takes nearly all the time, so much beside it is kept for those who wait, up to a limit. */
const SHARE_OF_ALL_ELSE = 1 / 16;
const LONGEST_TURN_MS = 5;
/** A crowd that comes at once, or has come during a pause of ours, is borne for so long. */
const PATIENCE_MS = 40;
/**
 * Nobody is refused before so many others were served while they stood there, whatever the clock says: where fewer come
 * than that, it is the machine that is slow for a while, and not the crowd that is large.
 */
const OTHERS_SERVED_LEAST = 128;

/**
 * Where somebody had to be refused, more comes than can be served: then to wait only makes everybody wait, and who is not
 * served soon is told so soon. A class above it keeps its patience, but it is known now that it is the crowd that is large.
 * That lasts until nobody was refused for a while, since lines that are cut short are empty now and then; or until there has
 * been nothing to do for so long in all. Twice what can be served leaves some milliseconds now and then, since it does not
 * come evenly: so a shorter rest proves nothing, and each time that the overload was forgotten a whole line had to wait in
 * vain before it was known again. A longer one would not come before the next hitch of a machine that is nearly full.
 */
const OVERLOADED_PATIENCE_MS = 5;
const OVERLOADED_OTHERS_SERVED_LEAST = 8;
const OVERLOADED_FOR_MS = 500;
const OVERLOADED_UNTIL_IDLE_MS = 25;

/** What a pause of the process or of the machine lasts longer than this is nobody's time in a line. */
const LONGEST_GAP_MS = 10;
/** Waiting for the shows, that they have less before them. */
const LOOK_AGAIN_MS = 1;
/** At so many a turn is over for certain. */
const CALLS_MOST = 128;

/** By Little's law, so many at 10,000 a second were asked 50 and 100 ms ago. */
const PENDING_MOST: Readonly<Partial<Record<AdmissionClass, number>>> = { reserve: 500, join: 1_000 };

const PLATFORM: Surroundings = {
  now: () => performance.now(),
  idle: idleTime,
  soon: (callback) => void setImmediate(callback),
  later: (callback, after_ms) => void setTimeout(callback, after_ms).unref(),
  random: Math.random,
};

export function createAdmission({
  countPending,
  pending_most = PENDING_MOST,
  surroundings = PLATFORM,
}: AdmissionOptions): Admission {
  const { soon, later, random, idle } = surroundings;
  const lines = ADMISSION_CLASSES.map((admission_class) => ({
    admission_class,
    line: createLine<Entrant>(),
    refused_at: Number.NEGATIVE_INFINITY,
    /** Of all the time, when one of them was refused last. */
    idle_at_refusal_ms: 0,
    pending_most: pending_most[admission_class] ?? Number.POSITIVE_INFINITY,
  }));
  const entries = new Map(lines.map((each) => [each.admission_class, each]));
  const most_precious_first = lines.toReversed();
  const retry_after = createRetryAfter(surroundings.now, random);
  const refused_total: Record<AdmissionClass, number> = { listing: 0, seat_map: 0, reserve: 0, join: 0 };
  let served_total = 0;
  let gone_total = 0;
  let waiting = 0;
  let looked_at = surroundings.now();
  let paused_ms = 0;
  let is_closed = false;

  let turn_began_at: number | null = null;
  let turn_ms = TURN_MS;
  let over_at = 0;
  let has_refused = false;
  /** Calls of `serveNext` to come: as many as wait, or as a turn can take. */
  let calls = 0;
  let is_looking_again = false;
  /** Commands before the shows when the turn began. */
  let pending = 0;

  /** Milliseconds, without the pauses in which somebody waited. */
  function now(): number {
    const at = surroundings.now();
    if (waiting > 0) paused_ms += Math.max(0, at - looked_at - LONGEST_GAP_MS);
    looked_at = at;
    return at - paused_ms;
  }

  /** The first one to ask begins the turn. */
  function isTurnOver(): boolean {
    const at = now();
    if (turn_began_at !== null) {
      const is_over = at - turn_began_at >= turn_ms;
      if (is_over) over_at = at;
      return is_over;
    }
    turn_began_at = at;
    const all_else_ms = waiting === 0 ? 0 : at - over_at;
    turn_ms = Math.min(LONGEST_TURN_MS, Math.max(TURN_MS, SHARE_OF_ALL_ELSE * all_else_ms));
    // Once a turn: to count them takes longer than to refuse somebody.
    pending = countPending();
    soon(endTurn);
    return false;
  }

  function endTurn(): void {
    turn_began_at = null;
    has_refused = false;
  }

  function isHeldBack({ pending_most: most }: { readonly pending_most: number }): boolean {
    return pending >= most;
  }

  function takeNext(): Entrant | undefined {
    for (const each of most_precious_first) {
      if (each.line.length === 0 || isHeldBack(each)) continue;
      for (let entrant = each.line.take(); entrant !== undefined; entrant = each.line.take()) {
        waiting -= 1;
        if (!entrant.isGone()) return entrant;
        gone_total += 1;
      }
    }
    return undefined;
  }

  /** One request a call, so that all that it gives rise to at once is done before the time is looked at. */
  function serveNext(): void {
    if (waiting > 0 && isTurnOver()) {
      // Not before: where a turn takes long, for whatever reason, some would be overdue and nobody be served.
      if (!has_refused) refuseOverdue();
      has_refused = true;
      soon(serveNext);
      return;
    }
    const next = takeNext();
    if (next !== undefined && waiting >= calls) soon(serveNext);
    else calls -= 1;
    if (next !== undefined) serve(next);
    else lookAgain();
  }

  function serve(entrant: Entrant): void {
    countServed();
    entrant.serve();
  }

  function countServed(): void {
    served_total += 1;
    retry_after.served();
  }

  function callAll(): void {
    for (; calls < waiting && calls < CALLS_MOST; calls += 1) soon(serveNext);
  }

  /** For those whom the shows hold back. */
  function lookAgain(): void {
    if (waiting === 0 || is_looking_again) return;
    is_looking_again = true;
    later(() => {
      is_looking_again = false;
      refuseOverdue();
      callAll();
    }, LOOK_AGAIN_MS);
  }

  function isOverloaded(each: (typeof lines)[number], at: number, idle_ms: number): boolean {
    const { refused_at, idle_at_refusal_ms } = each;
    // Where it is the shows that have too much to do, this process may have next to nothing.
    const has_rested = !isHeldBack(each) && idle_ms - idle_at_refusal_ms >= OVERLOADED_UNTIL_IDLE_MS;
    return at - refused_at < OVERLOADED_FOR_MS && !has_rested;
  }

  function refuseOverdue(): void {
    if (waiting === 0) return;
    const begun_at = now();
    const idle_ms = idle();
    let is_crowd_large = false;
    // What is refused first comes first.
    for (const each of lines) {
      const { admission_class, line } = each;
      const is_overloaded = isOverloaded(each, begun_at, idle_ms);
      const is_held_back = isHeldBack(each);
      // That the shows have too much to do says nothing to those whom they do not hold back.
      is_crowd_large ||= is_overloaded && !is_held_back;
      const patience_ms = is_overloaded ? OVERLOADED_PATIENCE_MS : PATIENCE_MS;
      const others_served_least = is_crowd_large ? OVERLOADED_OTHERS_SERVED_LEAST : OTHERS_SERVED_LEAST;
      // Whom the shows hold back may see nobody served.
      const served_least = is_held_back ? 0 : others_served_least;
      const isOverdue = ({ at, served_before }: Arrival): boolean =>
        begun_at - at >= patience_ms && served_total - served_before >= served_least;
      while (line.oldest !== null && isOverdue(line.oldest)) {
        const overdue = line.dropOldest();
        waiting -= 1;
        if (overdue === undefined) break;
        if (overdue.isGone()) gone_total += 1;
        else {
          each.refused_at = begun_at;
          each.idle_at_refusal_ms = idle_ms;
          refused_total[admission_class] += 1;
          overdue.refuse(retry_after.refused());
        }
      }
    }
  }

  function isShed(admission_class: AdmissionClass): boolean {
    const refused_at = entries.get(admission_class)?.refused_at ?? Number.NEGATIVE_INFINITY;
    return now() - refused_at < OVERLOADED_FOR_MS;
  }

  return {
    hasRoom(admission_class) {
      if (is_closed) return true;
      const entry = entries.get(admission_class);
      if (waiting > 0 || isTurnOver() || (entry !== undefined && isHeldBack(entry))) return false;
      countServed();
      return true;
    },
    enter(entrant) {
      const entry = entries.get(entrant.admission_class);
      if (is_closed || entry === undefined) return serve(entrant);
      entry.line.add(entrant, { at: now(), served_before: served_total });
      waiting += 1;
      callAll();
    },
    figures: () => ({
      refused_total: { ...refused_total },
      is_shed: {
        listing: isShed('listing'),
        seat_map: isShed('seat_map'),
        reserve: isShed('reserve'),
        join: isShed('join'),
      },
      waiting,
      gone_total,
    }),
    close() {
      is_closed = true;
      for (const { line } of most_precious_first) {
        for (let entrant = line.take(); entrant !== undefined; entrant = line.take()) {
          if (entrant.isGone()) gone_total += 1;
          else serve(entrant);
        }
      }
      waiting = 0;
    },
  };
}
