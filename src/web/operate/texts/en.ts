const number = new Intl.NumberFormat('en');
const seats = (count: number): string => (count === 1 ? '1 seat' : `${number.format(count)} seats`);
const people = (count: number): string => (count === 1 ? '1 person' : `${number.format(count)} people`);

/** Every word that the operator's page says by itself. */
export const en = {
  site: 'boxoffice',
  operate: 'Operate',
  signOut: 'Sign out',
  seats,
  people,
  none: '–',

  signIn: {
    title: 'Sign in',
    token: "The operator's token",
    hint: 'What the service was started with as BOXOFFICE_ADMIN_TOKEN. It stays in this tab, and is forgotten when you close it.',
    submit: 'Sign in',
    wrong: 'This is not the token of this box office.',
  },

  /** Refusals that mean another thing to the operator than to a buyer, by their code. */
  refusals: {
    retry: (names: string) =>
      `Somebody holds ${names} just now. Save again for the seats that are still marked, or wait until it comes free.`,
    seat_unavailable: (names: string) =>
      `Somebody has bought ${names} meanwhile. Save again for the seats that are still marked.`,
    sales_closed: () => 'The show has started: it can be changed no longer.',
    show_cancelled: () => 'The show is cancelled already.',
    overloaded: () => 'The box office has too much to do just now. Buyers come first; try again in a moment.',
  } as Readonly<Record<string, (names: string) => string>>,

  overview: {
    title: 'The box office now',
    pause: 'Hold still',
    resume: 'Go on',
    asOf: (time: string) => `As of ${time}`,
    heldStill: (time: string) => `Held still at ${time}`,
    loading: 'Asking the engines…',
    incomplete: 'Some engine does not answer. Its shows and figures are missing here.',
    logDown:
      'A log refuses to be written: nothing is sold in its shows until its disk takes something again.',
    stale: (time: string) => `The figures below are of ${time}.`,
    figures: 'Figures',
  },

  figures: {
    requests: 'Requests',
    refused: (rate: string) => `${rate} refused`,
    noneRefused: 'none refused',
    seatsSold: 'Seats sold',
    soldInAll: (count: string) => `${count} since the start`,
    latency: 'Answers, p99',
    median: (duration: string) => `p50 ${duration}`,
    waiting: 'In queues',
    oldest: (time: string) => `longest ${time}`,
    nobodyWaits: 'nobody waits',
    held: 'Reservations',
    expiring: (count: number) => `${count} in their last minute`,
    noneExpiring: 'none in its last minute',
    payments: 'Payments open',
    oldestPayment: (time: string) => `oldest ${time}`,
    nonePaying: 'none under way',
    loop: 'Event loop late',
    streams: (count: number) => (count === 1 ? '1 seat map followed' : `${count} seat maps followed`),
    commits: 'Commits',
    commands: (rate: string) => `${rate} commands`,
    perSecond: (rate: string) => `${rate}/s`,
  },

  engines: {
    title: 'Engines',
    engine: 'Engine',
    thisProcess: 'this process',
    shows: 'Shows awake',
    commands: 'Commands',
    commits: 'Commits',
    latency: 'p50 / p99',
    loop: 'Loop late',
    pending: 'Unanswered',
    log: 'Log',
    logFine: 'takes writes',
    logDown: 'refuses writes',
  },

  shows: {
    title: 'Shows by demand',
    show: 'Show',
    seats: 'Seats',
    queue: 'Queue',
    held: 'Reservations',
    payments: 'Payments',
    most: 'Show',
    none: 'Nothing is open in any show, and none was sold from lately. Find one by its title.',
    unnamed: 'a show that the catalogue has no longer',
    cancelled: 'cancelled',
    longest: (time: string) => `longest ${time}`,
    next: (time: string) => `next runs out in ${time}`,
    overdue: 'one is over',
    soon: (count: number) => `${count} in the last minute`,
    charges: (count: number) => (count === 1 ? '1 charge' : `${count} charges`),
    refunds: (count: number) => (count === 1 ? '1 refund' : `${count} refunds`),
    oldest: (time: string) => `oldest ${time}`,
  },

  seatWords: { booked: 'booked', reserved: 'reserved', blocked: 'blocked', available: 'available' },

  find: {
    label: 'Find a show',
    placeholder: 'Title, or the id of a show',
    none: 'No show that is still to come has this in its title.',
  },

  show: {
    back: 'All shows',
    loading: 'Reading the show…',
    live: 'Now',
    playback: 'Played back',
    buyersPage: 'As buyers see it',
    tabs: 'What of the show',
  },

  hall: {
    screen: 'Screen',
    plan: 'The hall',
    seat: (seat_id: string, state: string) => `${seat_id}, ${state}`,
    toBlock: 'to be blocked',
    toFree: 'to be put on sale',
    notLive: 'Changes are not coming in just now; the connection is being opened again.',
  },

  blocking: {
    title: 'Block seats',
    hint: 'Press a free seat to keep it from being sold, and a blocked one to sell it again. Seats that somebody holds or has bought cannot be blocked.',
    nothing: 'Nothing is marked.',
    marked: (block: number, free: number) =>
      [block > 0 ? `${seats(block)} to block` : '', free > 0 ? `${seats(free)} to put on sale` : '']
        .filter((part) => part !== '')
        .join(', '),
    save: 'Save',
    discard: 'Discard',
    done: 'Saved.',
  },

  cancelling: {
    title: 'Cancel this show',
    hint: 'Every booking is refunded, every reservation and place in the queue ends, and everybody is told. This cannot be taken back.',
    open: 'Cancel the show…',
    question: 'Cancel this show for good?',
    consequence: (booked: number, reserved: number, waiting: number | null) =>
      `${seats(booked)} booked will be refunded, ${seats(reserved)} reserved let go, and ${waiting === null ? 'everybody' : people(waiting)} in the queue sent away.`,
    type: (title: string) => `Type “${title}” to confirm`,
    confirm: 'Cancel it and refund everybody',
    keep: 'Keep the show',
    cancelled: 'This show is cancelled. Refunds go out by themselves.',
  },

  timeline: {
    loading: 'Reading the log…',
    empty: 'Nothing ever happened in this show: nobody has asked for a seat.',
    chart: 'Seats and queue over time',
    moment: 'Moment',
    play: 'Play',
    stop: 'Stop',
    before: 'A moment before',
    after: 'A moment after',
    closer: 'Look closer',
    whole: 'Whole history',
    reload: 'Read again',
    of: (version: string, total: string) => `after ${version} of ${total} events`,
    happened: 'What happened',
    began: 'It began.',
    several: (moments: number) =>
      `Each of these ${moments} moments may stand for several steps. Look closer to see each one.`,
    every: 'Every step is a moment.',
    queue: 'Queue',
    longestQueue: (count: number) => `queue, ${people(count)} at most`,
    wanting: (count: number) => `wanting ${seats(count)}`,
    held: 'Reservations',
    payments: 'Payments open',
  },

  /** By the event's type in the log. */
  events: {
    show_opened: 'show opened',
    seats_reserved: 'reserved',
    seats_exchanged: 'seats exchanged',
    reservation_released: 'let go by its user',
    reservation_expired: 'time to pay was over',
    payment_started: 'payment begun',
    payment_unknown: 'payment without an answer',
    payment_declined: 'payment declined',
    payment_captured: 'booked',
    payment_captured_late: 'paid too late',
    booking_cancelled: 'booking cancelled',
    refund_failed: 'refund failed',
    payment_refunded: 'refunded',
    waiting_joined: 'joined the queue',
    waiting_served: 'served from the queue',
    waiting_left: 'left the queue',
    waiting_timed_out: 'waited an hour',
    waiting_unservable: 'too few seats left for those who wait',
    sales_closed: 'sales closed',
    seats_blocked: 'blocked seats set',
    show_cancelled: 'show cancelled',
    ticket_admitted: 'let in at the door',
  } as Readonly<Record<string, string>>,
};
