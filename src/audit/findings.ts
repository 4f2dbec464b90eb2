/** What the audit can find wrong: stable codes, each with the rule that was broken. */
export const RULES = {
  // What the log holds is what was written.
  record_damaged: 'A record bears out its checksum, its chain and its framing.',
  show_unknown: 'A record belongs to a show that the log knows.',
  position_gap: 'Records follow one another without a gap.',
  sequence_gap: 'The events of a show are numbered from 1, without a gap or a repeat.',
  step_empty: 'A step has at least one event.',
  epoch_went_back: 'The epoch of a show never goes back.',
  history_unreadable: "A show's history can be read.",
  history_differs: "A show's history is what its records say.",
  event_unreadable: 'An event has a known type and version, and the shape of its type.',
  not_opened: 'The first event of a show opens it, and no other does.',
  definition_invalid:
    'A show is opened with its own id, and with seats that have different names, a type and a price.',
  time_went_back: "A show's clock never goes back.",

  // Seats.
  seat_unknown: 'A seat is one of the hall.',
  seat_repeated: 'Seats named together are different ones.',
  seat_count: 'A booking has 1 to 10 seats.',
  seat_taken_twice: 'A seat is in one booking at a time.',
  blocked_seat_taken: 'No blocked seat is reserved.',
  taken_seat_blocked: 'No seat is blocked that is reserved or booked.',
  session_over_limit:
    'A session has at most 10 seats of a show reserved, those that it waits for counted in.',

  // Bookings.
  id_reused: 'Bookings, places in the queue and payments have ids of their own.',
  booking_unknown: 'What happens to a booking happens to one that was made.',
  not_reserved: 'Only a reservation is exchanged, paid, released or expired.',
  not_booked: 'Only what is booked is cancelled.',
  changed_while_paying: 'While a payment is in flight its reservation is neither exchanged nor released.',
  deadline_invalid:
    'A deadline lies ahead of what it is set for, and the server holds no shorter than the client is told.',
  term_uneven:
    'While an epoch lasts everybody has as long to pay, to wait and to have a payment end as anybody else.',
  lapsed_early:
    'A reservation is let go when its time is up, and not before; one being paid when its payment has to end.',
  lapsed_out_of_order: 'Of two reservations the one that is due first lapses first.',
  overdue: 'What is due is settled before anything else happens.',
  after_start: 'Once the show has started nothing is reserved, exchanged, waited for, served or cancelled.',
  after_cancellation: 'Once the show is cancelled only its payments come to their end.',

  // The door.
  admitted_not_booked: 'Only a ticket of a booked booking is admitted.',
  admitted_other_seat: 'The ticket that is admitted is for a seat of its booking.',
  admitted_twice: 'A seat is admitted once.',
  admitted_in_future: 'Nobody is admitted later than it is recorded.',
  cancelled_admitted: 'A booking is not cancelled on its own any more once somebody came in with it.',

  // The queue.
  newcomer_served: 'Nobody new gets a seat while somebody waits.',
  not_head_served: 'Only the head of the queue is served.',
  served_count: 'Who is served gets as many seats as were waited for.',
  head_left_unserved: 'No step leaves a head of the queue unserved who could be.',
  exchange_took_more: 'While somebody waits an exchange takes no more seats than it had.',
  waiting_unknown: 'A wait that ends was begun.',
  wait_ended_twice: 'A wait ends once.',
  wait_count: 'Somebody waits for 1 to 10 seats.',
  session_waits_twice: 'A session has one place in the queue.',
  joined_unservable: 'Nobody joins the queue who can no longer be served.',
  left_unservable: 'No step leaves anybody waiting who can no longer be served.',
  removed_servable: 'Nobody is removed from the queue who could still be served.',
  removed_nobody: 'A removal from the queue removes somebody.',
  wait_ended_early: 'A wait times out when its time is up, and sales close when the show starts, not before.',
  sales_left_open: 'No step after the start leaves anybody waiting.',

  // Money.
  payment_amount: 'A payment is of what its seats cost.',
  payment_in_flight: 'A booking has one payment in flight at most.',
  payment_unknown: 'What happens to a payment happens to one that was started.',
  payment_ended_twice: 'A payment is captured or declined once.',
  trouble_repeated: 'That a payment is unknown, or that its refund failed, is recorded once a payment.',
  captured_let_go: 'A payment books only a reservation that is still held.',
  late_while_held: 'Only what comes after its reservation was let go is captured late.',
  refund_not_due: 'Only a captured payment is refunded whose booking is not kept, and only once.',
  booking_unbalanced:
    'What was captured for a booking and not refunded is its price where it is booked, or still to be refunded.',
  money_disagrees:
    'What was captured and not refunded is the price of what is booked, and the refunds still due.',
  totals_disagree:
    'Over all shows, what was captured, not refunded and not due is what the table says of the booked bookings.',

  // Answers.
  key_repeated: 'The answer to a key is remembered once.',
  answer_not_last: 'An answer is the last event of its step.',
  answer_disagrees: 'An answer says what the events before it say.',

  // The tables.
  table_unreadable: 'The tables can be read.',
  head_missing: 'Each show of the log has a head.',
  head_without_events: 'Each head has the events that it speaks of.',
  head_disagrees: "A show's head says what its events say.",
  booking_row_missing: 'Each booking has a row.',
  booking_row_without_events: 'Each row of a booking comes from events.',
  booking_row_disagrees: "A booking's row says what its events say.",
  waiting_row_missing: 'Each wait that has ended has a row.',
  waiting_row_without_events: 'Each row of an ended wait comes from events.',
  waiting_row_disagrees: "An ended wait's row says what its events say.",
} as const;

export type FindingCode = keyof typeof RULES;

/** One rule that the log breaks, and where. */
export interface Finding {
  readonly code: FindingCode;
  readonly show_id: string | null;
  /** The show's event that breaks it; null where it is not one event's doing. */
  readonly sequence: number | null;
  /** The log's record, where it is the record itself that is wrong. */
  readonly position: number | null;
  /** One plain sentence. */
  readonly what: string;
}

/** All findings are counted; the first ones of each code are kept, so that many of one kind do not hide another. */
export interface Findings {
  readonly kept: Finding[];
  readonly counts: Map<FindingCode, number>;
  total: number;
}

const MOST_KEPT_A_CODE = 100;

export function noFindings(): Findings {
  return { kept: [], counts: new Map(), total: 0 };
}

export function addFinding(findings: Findings, finding: Finding): void {
  const count = (findings.counts.get(finding.code) ?? 0) + 1;
  findings.counts.set(finding.code, count);
  findings.total += 1;
  if (count <= MOST_KEPT_A_CODE) findings.kept.push(finding);
}

/** Says that the event under examination breaks a rule. */
export type Accuse = (code: FindingCode, what: string) => void;
