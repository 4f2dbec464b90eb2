/**
 * Every duration and limit of DESIGN section 2, with its unit in its name.
 * The durations can be set by environment (see `limitsFromEnvironment`); their relations are checked at start.
 */

/** Rule 1: a request names, or counts, at most this many seats. */
export const SEATS_PER_REQUEST = 10;

/** Rule 2: a session has at most this many seats reserved in a show, those it waits for counted in. */
export const SEATS_PER_SESSION = 10;

/** Rule 11: the answer to an idempotency key is kept until this long after the show starts. */
export const KEY_MEMORY_AFTER_START_MS = 24 * 3_600_000;

/** Contract: somebody who waits hears of a changed position at most this often. */
export const POSITION_NEWS_MS = 5_000;

/** A session is shown this many of its bookings, the newest. */
export const SESSION_BOOKINGS_MOST = 100;

/** A show takes so many commands, about a millisecond's work, before the other shows get their turn. */
export const COMMANDS_A_TURN = 128;

/** Where a step ends more waits than these, its listeners hear of so many a turn of the event loop. */
export const ENDED_WAITS_A_TURN = 128;

/** A show's state is written down whole after this many events, so that waking reads few of them. */
export const SNAPSHOT_EVERY_EVENTS = 50;

/** A show with very much in it is written down after so many at the latest: waking reads them in some tenths of a second. */
export const SNAPSHOT_LATEST_EVENTS = 50_000;

/** A show that nothing is due in goes to sleep after this long without a command. */
export const SLEEP_AFTER_MS = 600_000;

/**
 * A show that nobody has bought from yet goes to sleep after this long: until its first event freezes them its layout and
 * prices are the catalogue's, and an import may change them.
 */
export const SLEEP_UNOPENED_AFTER_MS = 5_000;

/** How often it is looked which shows may go to sleep. */
export const SLEEP_CHECK_MS = 5_000;

/** A show whose snapshot was just taken is not written down again for this long, however much happens in it. */
export const SNAPSHOT_PAUSE_MS = 1_000;

/** While the log takes nothing, it is asked this often whether it does again. */
export const LOG_PROBE_MS = 1_000;

/** A show whose log refused an append, and that something is due in, is woken again after this long. */
export const WAKE_AGAIN_MS = 1_000;

/** The durations that the environment may set. */
export interface Limits {
  /** Rule 3: how long a reservation lasts, as the client is told. */
  readonly reservation_ms: number;
  /** Rule 3: how much longer the server holds it, so that no client's timer outlives the server's. */
  readonly reservation_buffer_ms: number;
  /** Rule 8: how long somebody waits in the queue at most. */
  readonly waiting_ms: number;
  /** Rule 9: how long after the end of its reservation a payment may still be in flight. */
  readonly payment_ms: number;
  /** Rule 3: after an outage nothing that was made before it lapses for this long. */
  readonly outage_grace_ms: number;
  /** How long before the show starts its tickets are admitted from. */
  readonly doors_open_ms: number;
}

export const DEFAULT_LIMITS: Limits = {
  reservation_ms: 300_000,
  reservation_buffer_ms: 5_000,
  waiting_ms: 3_600_000,
  payment_ms: 120_000,
  outage_grace_ms: 30_000,
  doors_open_ms: 2 * 3_600_000,
};

/** The environment's names for the limits, in seconds (a fraction is allowed). */
export const LIMIT_VARIABLES: Readonly<Record<keyof Limits, string>> = {
  reservation_ms: 'BOXOFFICE_RESERVATION_S',
  reservation_buffer_ms: 'BOXOFFICE_RESERVATION_BUFFER_S',
  waiting_ms: 'BOXOFFICE_WAITING_S',
  payment_ms: 'BOXOFFICE_PAYMENT_S',
  outage_grace_ms: 'BOXOFFICE_OUTAGE_GRACE_S',
  doors_open_ms: 'BOXOFFICE_DOORS_OPEN_S',
};

const LONGEST_MS = 7 * 24 * 3_600_000;

/** A limit that the environment sets to something that cannot work. */
export class LimitsError extends Error {
  override readonly name = 'LimitsError';
}

/**
 * Reads the limits from the environment, and refuses with a `LimitsError` what cannot work. Where the other durations
 * are made short and nothing is said of the grace after an outage, it is as short as the shortest of them.
 */
export function limitsFromEnvironment(environment: Readonly<Record<string, string | undefined>>): Limits {
  const read = (name: keyof Limits, otherwise = DEFAULT_LIMITS[name]): number => {
    const variable = LIMIT_VARIABLES[name];
    const text = environment[variable];
    if (text === undefined || text === '') return otherwise;
    if (!/^\d+(\.\d{1,3})?$/.test(text)) {
      throw new LimitsError(
        `${variable} must be a number of seconds, at most three decimals; it is '${text}'`,
      );
    }
    return Math.round(Number(text) * 1_000);
  };
  const durations = {
    reservation_ms: read('reservation_ms'),
    reservation_buffer_ms: read('reservation_buffer_ms'),
    waiting_ms: read('waiting_ms'),
    payment_ms: read('payment_ms'),
  };
  const shortest_ms = shortestDeadline(durations);
  const limits: Limits = {
    ...durations,
    outage_grace_ms: read('outage_grace_ms', Math.min(DEFAULT_LIMITS.outage_grace_ms, shortest_ms)),
    doors_open_ms: read('doors_open_ms'),
  };
  checkLimits(limits);
  return limits;
}

/** How soon the first of all things that can be made now may be due. */
function shortestDeadline(limits: Omit<Limits, 'outage_grace_ms' | 'doors_open_ms'>): number {
  return Math.min(limits.reservation_ms + limits.reservation_buffer_ms, limits.waiting_ms, limits.payment_ms);
}

/** The relations between the limits that the rules rely on. */
function checkLimits(limits: Limits): void {
  const require = (holds: boolean, what: string): void => {
    if (!holds) throw new LimitsError(what);
  };
  for (const name of Object.keys(DEFAULT_LIMITS) as (keyof Limits)[]) {
    require(limits[name] <= LONGEST_MS, `${LIMIT_VARIABLES[name]} must be at most ${LONGEST_MS / 1_000}`);
  }
  require(limits.reservation_ms >= 1_000, 'BOXOFFICE_RESERVATION_S must be at least 1');
  require(limits.waiting_ms >= 1_000, 'BOXOFFICE_WAITING_S must be at least 1');
  require(limits.payment_ms >= 1_000, 'BOXOFFICE_PAYMENT_S must be at least 1');
  require(limits.reservation_buffer_ms <=
    limits.reservation_ms, 'BOXOFFICE_RESERVATION_BUFFER_S must be at most BOXOFFICE_RESERVATION_S');
  // Deadlines are kept in order: with a longer grace, what is older would hold up what was made after the outage.
  const is_grace_short = limits.outage_grace_ms <= shortestDeadline(limits);
  require(is_grace_short, 'BOXOFFICE_OUTAGE_GRACE_S must be at most what reservations, waits and payments last');
}
