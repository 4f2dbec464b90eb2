import type {
  BookingStatus,
  PaymentStatus,
  SeatStatus,
  TypeAvailability,
  WaitingStatus,
} from '../contract.ts';

const seats = (count: number): string => (count === 1 ? '1 seat' : `${count} seats`);

/** Every word that this page says by itself; the service words its own refusals. */
export const texts = {
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

  /** Refusals in plain words, by code (and reason): what to do next on this page. */
  problems: {
    'retry/held': (names) =>
      `Others hold ${names || 'them'} just now. Choose other seats, or wait in the queue: they may come free.`,
    'retry/queue': () => 'Others wait for seats ahead of you. Join the queue to get yours in turn.',
    seat_unavailable: (names) => `Somebody has bought ${names}. Choose other seats in their place.`,
    show_full: () => 'Fewer seats are left unsold than you want. Ask for fewer, or choose another show.',
    too_many_seats: () =>
      'You may hold up to 10 seats of a show at a time, those that you wait for counted in. Choose fewer, or pay for or give back what you hold.',
    reservation_expired: () => 'The seats went back. Nothing was charged, or you get it back by itself.',
    payment_in_flight: () => 'Your payment is on its way. Wait for its outcome.',
    already_waiting: () =>
      'You are in the queue already. Leave it first if you want another number of seats.',
    already_admitted: (names) => `Somebody came in with this booking already (${names}), so it stays booked.`,
    not_reserved: () => 'These seats are no longer reserved.',
    unknown_show: () => 'The link may be old. Choose a city and a movie to find another show.',
    unknown_city: () => 'The link may be old. Choose another city.',
    unknown_movie: () => 'The link may be old. Choose another movie.',
    unavailable: () => 'Nothing is lost. Try again in a moment.',
    overloaded: () => 'Nothing was done. Try again in a moment.',
    rate_limited: () => 'Wait a moment, then try again.',
  } as Readonly<Record<string, (seatNames: string) => string>>,

  header: {
    bookings: 'My bookings',
    reserved: (count: number, left: string) => `${seats(count)} reserved · ${left}`,
    waiting: (place: string) => `${place} in the queue`,
  },

  cities: {
    title: 'Where do you want to go?',
    label: 'City',
    placeholder: 'Type the name of a city',
    lastTime: 'Last time:',
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
    backToMovies: (city: string) => `All movies in ${city}`,
    started: 'This show has started. Its seats are no longer sold.',
    cannotChoose: (seat: string, state: string) => `Sorry, ${seat} is ${state}.`,
    atMost: (count: number) => `You can choose up to ${seats(count)} at a time.`,
  },

  chooser: {
    title: 'Your choice',
    chosen: (count: number, names: string) => `${seats(count)}: ${names}`,
    nothingChosen: 'No seat chosen yet. Choose up to 10 in the hall.',
    reserve: 'Reserve',
    clear: 'Clear',
    exchangeTitle: 'Change your seats',
    exchange: 'Take these seats',
    keep: 'Keep my seats',
    lost: (names: string) => `Just taken, so no longer chosen: ${names}.`,
  },

  best: {
    title: 'Or the best seats together',
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
    } as Readonly<Record<string, string>>,
    otherReason: (reason: string | null) => `the bank says “${reason ?? 'no'}”`,
    change: 'Change seats',
    release: 'Give them back',
    bookedHint: 'They are yours. Enjoy the movie!',
    expiredHint: 'The seats went back, because they were not paid for in time. Nothing was charged.',
    releasedHint: 'Nothing was charged.',
    cancelledHint: 'The seats are free again.',
    money: {
      in_flight: 'A payment is still on its way. Should it succeed, you get the money back.',
      declined: '',
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
    forSeats: (count: number) => `for ${seats(count)}`,
    hint: 'This page tells you when it is your turn. You may look around meanwhile, but keep it open.',
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
    hint: 'They belong to this browser: there is no account.',
  },
};
