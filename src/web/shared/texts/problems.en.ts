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
export const problems: Readonly<Record<string, (seats: string) => Words>> = {
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
