import type {
  BookingStatus,
  PaymentStatus,
  SeatStatus,
  TypeAvailability,
  WaitingStatus,
} from '../contract.ts';

const seats = (count: number): string => (count === 1 ? '1 seat' : `${count} seats`);

type Words = readonly [title: string, detail: string];

/** Where only the page itself, or who runs the service, can have made the mistake. */
const faultyPage = (): Words => [
  'Something went wrong in this page',
  'Load it again: what you reserved or bought is kept by the box office.',
];
const operatorsOnly = (): Words => ['Only the operator may do this', 'Check the token that you gave.'];
const tryAgainSoon = (): Words => [
  'The box office is busy for a moment',
  'Nothing is lost and nothing was done twice. Try again in a moment.',
];
const lookAgain = (): Words => ['This is not there any more', 'Open “My bookings” to see what you have.'];

/** Every refusal in plain words, by its code and, of `retry`, its reason. `seats` are those that it names. */
const problems: Readonly<Record<string, (seats: string) => Words>> = {
  // What the rules refuse as things stand.
  'retry/held': (seats) => [
    'These seats are held just now',
    `Others hold ${seats || 'them'} just now. Choose other seats, or wait in the queue: they may come free.`,
  ],
  'retry/queue': () => ['Others are waiting ahead of you', 'Join the queue to get your seats in turn.'],
  show_full: () => [
    'The show is full',
    'Fewer seats are left unsold than you want. Ask for fewer, or choose another show.',
  ],
  seat_unavailable: (seats) => [
    'Somebody was faster',
    `${capital(seats || 'a seat')} can no longer be had. Choose other seats in their place.`,
  ],
  too_many_seats: () => [
    'That is more than 10 seats',
    'You may hold up to 10 seats of a show at a time, those that you wait for counted in. Choose fewer, or pay for or give back what you hold.',
  ],
  payment_declined: () => [
    'The payment was declined',
    'The seats are still yours. Pay with another card while there is time.',
  ],
  already_waiting: () => [
    'You are in the queue already',
    'Leave it first if you want another number of seats.',
  ],
  payment_in_flight: () => ['Your payment is on its way', 'Wait for its outcome; then go on.'],
  not_reserved: () => ['These seats are no longer reserved', 'Choose seats anew if you want some.'],
  not_booked: () => ['This is not booked', 'Only what is booked has tickets and can be cancelled.'],
  already_admitted: (seats) => [
    'This cannot be cancelled any more',
    `Somebody came in with this booking already (${seats}), so it stays booked.`,
  ],
  sales_closed: () => ['The show has started', 'Its seats are no longer sold. Choose a later show.'],
  show_cancelled: () => [
    'The show was cancelled',
    'Choose another show. What you paid comes back to you by itself.',
  ],
  reservation_expired: () => [
    'Your time is up',
    'The seats went back. Nothing was charged, or you get it back by itself.',
  ],

  // What is not there.
  unknown_city: () => ['We do not know this city', 'The link may be old. Choose another city.'],
  unknown_movie: () => ['We do not know this movie', 'The link may be old. Choose another movie.'],
  unknown_show: () => [
    'We do not know this show',
    'The link may be old. Choose a city and a movie to find another show.',
  ],
  unknown_postal_code: () => ['We do not know this postal code', 'Check it, or give the name of a city.'],
  unknown_booking: lookAgain,
  unknown_ticket: lookAgain,
  unknown_waiting: () => ['You are no longer in this queue', 'Join it again if you still want to wait.'],
  unknown_seat: faultyPage,
  unknown_seat_type: faultyPage,
  unknown_route: faultyPage,
  unknown_verb: faultyPage,

  // What will pass by itself.
  rate_limited: () => ['That was a little too fast', 'Wait a moment, then try again.'],
  overloaded: () => [
    'Very many people are here at once',
    'Nothing was done yet. Try again in a moment; you lose nothing by it.',
  ],
  unavailable: tryAgainSoon,
  stopping: tryAgainSoon,
  wrong_partition: tryAgainSoon,
  request_timeout: tryAgainSoon,
  internal_error: () => [
    'Something is wrong on our side',
    'Nothing is done twice. Try again; if it stays so, come back in a few minutes.',
  ],

  // What only a faulty page sends.
  malformed_json: faultyPage,
  bad_request: faultyPage,
  invalid_request: faultyPage,
  headers_too_large: faultyPage,
  payload_too_large: faultyPage,
  unsupported_media_type: faultyPage,
  not_acceptable: faultyPage,
  method_not_allowed: faultyPage,
  duplicate_seat: faultyPage,
  radius_without_position: faultyPage,
  order_without_position: faultyPage,
  two_positions: faultyPage,
  end_before_start: faultyPage,
  wrong_movie: faultyPage,
  idempotency_key_reused: faultyPage,
  unknown_api_key: faultyPage,

  // What only the operator meets.
  admin_token_required: operatorsOnly,
  admin_disabled: () => ['This box office has no operator', 'It was started without an operator’s token.'],
  invalid_webhook: operatorsOnly,
  webhooks_disabled: operatorsOnly,
};

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Every word that the pages say, in English. */
export const en = {
  site: 'boxoffice',
  seats,
  close: 'Close',
  tryAgain: 'Try again',
  notFound: { title: 'There is no such page', detail: 'The link may be old or incomplete.' },
  toTheStart: 'To the start',
  noAnswer: {
    title: 'The box office does not answer',
    detail: 'Your connection may be down. Trying again is safe: nothing is done twice.',
  },
  unexpectedAnswer: (status: number) => ({
    title: 'The box office could not do that',
    detail: `It answered in a way that this page does not understand (${status}). Try again in a moment.`,
  }),
  pageFailed: {
    title: 'Something went wrong in this page',
    detail: 'Load it again: what you reserved or bought is kept by the box office.',
  },

  /** Refusals in plain words by code (and reason): what is the matter, and what to do next. */
  problems,

  /** What the page is doing while somebody waits for it. */
  loading: 'One moment …',
  doing: {
    reserving: 'Reserving your seats …',
    exchanging: 'Changing your seats …',
    paying: 'Paying …',
    ending: 'Telling the box office …',
    joining: 'Joining the queue …',
    leaving: 'Leaving the queue …',
    finishing: 'Finishing what you asked for before the page was loaded again …',
  },
  connection: {
    slow: 'The answer is taking its time. Nothing is lost; we are still waiting for it.',
    asking_again: 'No answer yet, so we are asking again. Nothing is done twice.',
    offline: 'Your device has no connection. We go on when it is back; nothing is done twice.',
  },

  header: {
    yours: 'Yours',
    bookings: 'My bookings',
    reserved: (count: number, left: string) => `${seats(count)} reserved · ${left}`,
    waiting: (place: string) => `${place} in the queue`,
  },

  cities: {
    title: 'Where do you want to go?',
    label: 'City',
    placeholder: 'Type the name of a city',
    lastTime: 'Last time:',
    nearest: {
      find: 'Nearest to me',
      looking: 'Looking where you are …',
      failed: 'We could not find out where you are. Type the name of your city instead.',
    },
    found: (total: number) => (total === 1 ? '1 city' : `${total} cities`),
    none: (name: string) => `No city with cinemas begins with “${name}”.`,
    more: (count: number) => `… and ${count} more. Type more letters to find yours.`,
  },

  movies: {
    title: (city: string) => `Movies in ${city}`,
    days: 'Day',
    today: 'Today',
    none: 'Nothing is showing here on this day. Try another day.',
    minutes: (minutes: number) => `${minutes} min`,
    by: (director: string) => `by ${director}`,
    otherCity: 'Another city',
  },

  shows: {
    otherMovie: (city: string) => `All movies in ${city}`,
    started: 'has started',
    none: 'No show of this movie on this day. Try another day.',
    availability: { available: 'available', almost_full: 'almost full', full: 'full' } satisfies Record<
      TypeAvailability['status'],
      string
    >,
  },

  hall: {
    screen: 'Screen',
    seatsLabel: 'Seats. Move with the arrow keys, choose with Enter or Space.',
    row: (row: string) => `Row ${row}`,
    seat: (seat: { row: string; number: number; type: string }, price: string, state: string) =>
      `row ${seat.row} seat ${seat.number}, ${seat.type}, ${price}, ${state}`,
    status: {
      available: 'available',
      reserved: 'held by somebody else',
      booked: 'booked',
      blocked: 'not for sale',
    } satisfies Record<SeatStatus, string>,
    chosen: 'chosen',
    mine: { reserved: 'reserved for you', booked: 'booked by you' },
    typeAndPrice: (type: string, price: string) => `${type}, ${price}`,
    legend: 'What the signs mean',
    notLive: 'The seats are not live just now; connecting again …',
    otherShows: 'Other times and cinemas',
    zoom: { label: 'Size of the hall', out: 'Smaller', fit: 'Whole hall', in: 'Larger' },
    started: 'This show has started. Its seats are no longer sold.',
    cannotChoose: (seat: string, state: string) => `Sorry, ${seat} is ${state}.`,
    atMost: (count: number) => `You can choose up to ${seats(count)} at a time.`,
  },

  chooser: {
    chosen: (count: number, names: string) => `${seats(count)}: ${names}`,
    nothingChosen: 'No seat chosen yet. Choose up to 10 in the hall.',
    reserve: { title: 'Your choice', confirm: 'Reserve', undo: 'Clear' },
    exchange: { title: 'Change your seats', confirm: 'Take these seats', undo: 'Keep my seats' },
    lost: (names: string) => `Just taken, so no longer chosen: ${names}.`,
  },

  best: {
    title: 'The best seats together',
    count: 'How many',
    type: 'Type',
    anyType: 'any type',
    reserve: 'Reserve the best',
  },

  booking: {
    title: {
      reserved: 'Reserved for you',
      booked: 'Booked',
      expired: 'Your time is up',
      released: 'You gave your seats back',
      cancelled: 'Booking cancelled',
    } satisfies Record<BookingStatus, string>,
    paying: 'Your payment is on its way',
    payingHint: 'The seats stay yours until the answer of the bank is here. You need not do anything.',
    timeLeft: (left: string) => `${left} left to pay`,
    timeUp: 'Your time is up. The seats go back in a moment.',
    oneMinute: 'One minute left to pay.',
    seat: (row: string, number: number) => `Row ${row} seat ${number}`,
    total: 'Total',
    card: 'Sandbox card',
    pay: (total: string) => `Pay ${total}`,
    declined: (reason: string) =>
      `The payment was declined: ${reason}. The seats are still yours, so pay with another card while there is time.`,
    declineReasons: {
      card_declined: 'the bank refused the card',
      insufficient_funds: 'there is not enough money on the card',
      issuer_timeout: 'the bank did not answer in time',
    } as Readonly<Record<string, string>>,
    otherReason: (reason: string | null) => `the bank says “${reason ?? 'no'}”`,
    change: 'Change seats',
    release: 'Give them back',
    bookedHint: 'They are yours. Enjoy the movie!',
    endedHint: {
      expired: 'The seats went back, because they were not paid for in time. Nothing was charged.',
      released: 'Nothing was charged.',
      cancelled: 'The seats are free again.',
    },
    money: {
      in_flight: 'A payment is still on its way. Should it succeed, you get the money back.',
      declined: 'No payment was taken.',
      captured: 'The payment was received.',
      refunding: 'Your money is on its way back to you.',
      refunded: 'You got your money back.',
    } satisfies Record<PaymentStatus, string>,
    number: (booking_id: string) => `Booking ${booking_id}`,
    cancel: 'Cancel this booking',
    cancelQuestion: 'Cancel, and get the money back?',
    cancelYes: 'Yes, cancel it',
    cancelNo: 'No, keep it',
    dismiss: 'OK',
  },

  tickets: {
    show: 'Show my tickets',
    save: 'Save as PDF',
    print: 'Print',
    code: (seat: string) => `Code for the door: ${seat}`,
  },

  /** What the sandbox's cards do, by token. */
  cards: {
    tok_ok: 'A card that works',
    tok_slow: 'A card that works after some seconds',
    tok_declined: 'A card that is declined',
    tok_insufficient_funds: 'A card without enough money',
    tok_unknown: 'A card whose bank cannot say at first',
    tok_late: 'A card whose bank answers too late',
    tok_timeout: 'A card whose bank never answers',
  },

  waiting: {
    joinTitle: 'Wait in the queue',
    joinHint:
      'Others still hold seats that may come free. When it is your turn, the best seats together are reserved for you.',
    count: 'Seats',
    join: 'Join the queue',
    joinFor: (count: number) => `Wait in the queue for ${seats(count)}`,
    title: 'You are in the queue',
    position: (place: string) => `${place} in line`,
    next: 'You are next',
    ahead: (ahead: number, count: number) =>
      `${ahead === 0 ? 'Nobody is' : ahead === 1 ? 'One is' : `${ahead} are`} ahead of you. You wait for ${seats(count)}.`,
    atMost: (time: string) => `Your wait ends at ${time} at the latest; most end sooner.`,
    allowNotices: 'Tell me by a notice',
    hint: 'This page tells you, and sounds, when it is your turn. You may look around meanwhile, but keep it open.',
    leave: 'Leave the queue',
    turn: 'It is your turn!',
    missed: 'It was your turn, but the seats were not paid for in time. You may join the queue again.',
    ended: {
      waiting: '',
      served: 'The seats are reserved for you: pay for them, or change them, before the time is up.',
      cancelled: 'You left the queue.',
      timed_out: 'No seats came free for you in the time that one can wait. You may join the queue again.',
      not_enough_seats: 'So many seats have been sold that your wish can no longer be met.',
      sales_closed: 'The show has started, so its seats are no longer sold.',
      show_cancelled: 'The show was cancelled.',
    } satisfies Record<WaitingStatus, string>,
    endedTitle: 'Your wait has ended',
    dismiss: 'OK',
  },

  bookings: {
    title: 'My bookings',
    none: 'You have no bookings yet.',
    incomplete: 'Some shows do not answer just now, so there may be more. Look again in a moment.',
    unknownShow: 'A show that is no longer listed',
    hint: 'They belong to this browser: there is no account.',
  },
};
