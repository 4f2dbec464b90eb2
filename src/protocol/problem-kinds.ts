import { SEATS_PER_SESSION } from '../../actors/limits.ts';

interface ProblemKind {
  /** The HTTP status; over NATS it travels in a header. */
  readonly status: number;
  readonly title: string;
  /** What to do next. */
  readonly detail: string;
}

/** Every stable code. Clients rely on them: add to them, never rename one. */
export const PROBLEM_KINDS = {
  // What the client has to put right before it asks again.
  malformed_json: {
    status: 400,
    title: 'The body is not JSON',
    detail: 'Send one JSON object, encoded in UTF-8.',
  },
  bad_request: {
    status: 400,
    title: 'This is not a proper request',
    detail: 'Check the client that sent it.',
  },
  admin_token_required: {
    status: 401,
    title: 'Only the operator may do this',
    detail: "Send the operator's token as 'Authorization: Bearer …'.",
  },
  invalid_webhook: {
    status: 401,
    title: 'This is not news of the payment provider',
    detail: 'Sign the body as it is sent, with the secret of this endpoint, within the last five minutes.',
  },
  webhooks_disabled: {
    status: 403,
    title: 'This service takes no webhooks',
    detail: 'Start it with BOXOFFICE_PAYMENTS_WEBHOOK_SECRET.',
  },
  unknown_api_key: {
    status: 401,
    title: 'This API key is not known',
    detail: 'Check the X-Api-Key header, or leave it out.',
  },
  admin_disabled: {
    status: 403,
    title: 'This service has no operator',
    detail: 'Start it with BOXOFFICE_ADMIN_TOKEN to make one.',
  },
  unknown_route: { status: 404, title: 'There is nothing here', detail: 'Find the routes at /docs.' },
  unknown_verb: {
    status: 404,
    title: 'There is no such verb',
    detail: 'Ask on boxoffice.show.<show_id>.<verb> with a verb that $SRV.INFO.boxoffice names.',
  },
  method_not_allowed: {
    status: 405,
    title: 'This cannot be done here',
    detail: 'Use one of the methods in the Allow header; /docs explains them.',
  },
  not_acceptable: {
    status: 406,
    title: 'The answer has another format',
    detail: 'Accept application/json, or text/event-stream for a stream.',
  },
  request_timeout: {
    status: 408,
    title: 'The request took too long to arrive',
    detail: 'Send it again, in one go.',
  },
  payload_too_large: {
    status: 413,
    title: 'The body is too large',
    detail: 'Send less; no request needs more than 16 kB.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The body has another format',
    detail: "Send JSON, as 'Content-Type: application/json'.",
  },
  wrong_partition: {
    status: 421,
    title: 'The show does not belong to this partition',
    detail: 'Ask on boxoffice.show.<show_id>.<verb>, and leave it to the server where the show lives.',
  },
  invalid_request: {
    status: 422,
    title: 'The request is not as it should be',
    detail: 'Put right what `errors` names, and send it again; /docs shows each field.',
  },
  headers_too_large: {
    status: 431,
    title: 'The headers are too large',
    detail: 'Send fewer or shorter headers.',
  },

  // What the show does not have, or has for somebody else.
  unknown_city: { status: 404, title: 'There is no such city', detail: 'Choose one of GET /v1/cities.' },
  unknown_movie: { status: 404, title: 'There is no such movie', detail: "Choose one of the city's movies." },
  unknown_show: { status: 404, title: 'There is no such show', detail: "Choose one of the movie's shows." },
  unknown_booking: {
    status: 404,
    title: 'This session has no such booking in this show',
    detail: "Look at the session's bookings with GET /v1/bookings.",
  },
  unknown_ticket: {
    status: 404,
    title: 'This booking has no ticket for this seat',
    detail: "Look at the booking's tickets; each is for one of its seats.",
  },
  unknown_waiting: {
    status: 404,
    title: 'This session has no such place in the queue',
    detail: 'Join the queue of the show again.',
  },
  unknown_postal_code: {
    status: 422,
    title: 'This postal code is not known',
    detail: 'Give another one nearby, a position as `lat_long`, or the name of a city.',
  },
  radius_without_position: {
    status: 422,
    title: 'A radius needs a position to lie around',
    detail: 'Add `lat_long` or `postal_code`, or leave `radius` out.',
  },
  order_without_position: {
    status: 422,
    title: 'Sorting by distance needs a position to measure from',
    detail: 'Add `lat_long` or `postal_code`, or choose another `sorting_order`.',
  },
  two_positions: {
    status: 422,
    title: 'There are two positions in the request',
    detail: 'Send either `lat_long` or `postal_code`.',
  },
  end_before_start: {
    status: 422,
    title: 'The end comes before the start',
    detail: 'Choose an `end_date` that is not earlier than `start_date`.',
  },
  unknown_seat: {
    status: 422,
    title: 'This hall has no such seat',
    detail: "Choose from the show's seat map; `seats` names those that are not on it.",
  },
  duplicate_seat: {
    status: 422,
    title: 'A seat is named twice',
    detail: 'Name each seat once; `seats` says which are repeated.',
  },
  unknown_seat_type: {
    status: 422,
    title: 'This hall has no seats of this type',
    detail: "Choose one of the types on the show's seat map, or leave the type out.",
  },
  wrong_movie: {
    status: 422,
    title: 'This show is of another movie',
    detail: 'Look at the show again, and reserve without `movie_id` if it is the one you want.',
  },
  too_many_seats: {
    status: 422,
    title: 'These would be too many seats for one session',
    detail: `A session may have ${SEATS_PER_SESSION} seats of a show reserved at a time, those it waits for counted in. Ask for fewer, or pay for or release what you have.`,
  },
  idempotency_key_reused: {
    status: 422,
    title: 'This key was used for another request',
    detail: 'Draw a new Idempotency-Key for each new thing to be done.',
  },

  // What the rules refuse as things stand.
  payment_declined: {
    status: 402,
    title: 'The payment was declined',
    detail:
      'The seats are still reserved, until the `expires_at` of `booking`: pay with another card, and a new Idempotency-Key.',
  },
  show_full: {
    status: 409,
    title: 'The show is full',
    detail: 'Fewer seats are left unsold than you want: ask for fewer, or choose another show.',
  },
  seat_unavailable: {
    status: 409,
    title: 'A seat is taken for good',
    detail: 'Choose other seats in place of those in `seats`: they are booked or blocked.',
  },
  retry: {
    status: 409,
    title: 'The seats are not free now, and may come free',
    detail:
      'Choose other seats, try again later, or join the queue. `reason` is `held` where others have reserved the seats in `seats`, and `queue` where people wait ahead.',
  },
  already_waiting: {
    status: 409,
    title: 'This session waits already',
    detail: 'Keep the place in `waiting_id`, or leave it before you join for another number of seats.',
  },
  payment_in_flight: {
    status: 409,
    title: 'A payment is under way',
    detail: 'Wait for its outcome: ask for the booking with `wait_s` and `after`.',
  },
  not_reserved: {
    status: 409,
    title: 'This booking is not a reservation',
    detail: 'It is what `booking_status` says. Reserve seats anew if you want other ones.',
  },
  not_booked: {
    status: 409,
    title: 'This booking is not booked',
    detail: 'It is what `booking_status` says; only what is booked can be cancelled, and has tickets.',
  },
  already_admitted: {
    status: 409,
    title: 'Somebody came in with this booking',
    detail: 'It cannot be cancelled any more: the tickets for `seats` were admitted at the door.',
  },
  sales_closed: { status: 409, title: 'The show has started', detail: 'Choose a later show.' },
  show_cancelled: {
    status: 409,
    title: 'The show is cancelled',
    detail: 'Choose another show. What was paid is refunded by itself.',
  },
  reservation_expired: {
    status: 410,
    title: 'The time to pay is over',
    detail: 'Reserve seats anew. A payment that still succeeds is refunded by itself.',
  },

  // What will pass by itself.
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    detail: 'Wait for `retry_after_s` seconds; an API key has a quota of its own.',
  },
  overloaded: {
    status: 503,
    title: 'Too many people at once',
    detail: 'Nothing was done. Try again after `retry_after_s` seconds.',
  },
  unavailable: {
    status: 503,
    title: 'The show cannot answer now',
    detail: 'Send the request again, with the same Idempotency-Key, after `retry_after_s` seconds.',
  },
  stopping: {
    status: 503,
    title: 'The service is being restarted',
    detail: 'Send the request again, with the same Idempotency-Key, after `retry_after_s` seconds.',
  },
  internal_error: {
    status: 500,
    title: 'Something is wrong on our side',
    detail:
      'Send the request again, with the same Idempotency-Key. If it stays, tell the operator the time of the request.',
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;

export type ProblemCode = keyof typeof PROBLEM_KINDS;
