import type {
  BookingStatus,
  PaymentStatus,
  SeatStatus,
  TypeAvailability,
  WaitingStatus,
} from '../contract.ts';

import { problems } from './problems.en.ts';

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
    unknownShow: 'A show that is no longer listed',
    hint: 'They belong to this browser: there is no account.',
  },
};
