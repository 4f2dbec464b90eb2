import type { ShowEvent } from '../../../actors/index.ts';
import type { FindingCode } from '../../../src/audit/index.ts';
import { at, id, reserved } from '../story.ts';
import type { RealDamage } from './damage.ts';
import { ONE } from './real-log.ts';
import { type Edit, rewrite } from './rewrite.ts';

/** What a faulty engine could have written into show one of the real log, with checksums that hold. */
export const EVENT_DAMAGES: readonly RealDamage[] = [
  ofEvents('the show is not opened', 'not_opened', 1, dropping(1)),
  ofEvents(
    'half of a reservation is gone',
    'answer_disagrees',
    3,
    changing(2, 'seats_reserved', { seats: [0] }),
  ),
  ofEvents(
    'a booking is paid with too little',
    'payment_amount',
    4,
    changing(4, 'payment_started', { amount: 1 }),
  ),
  ofEvents(
    'a payment is captured for a refund while its seats are held',
    'late_while_held',
    5,
    (event, sequence) =>
      sequence === 5 && event.type === 'payment_captured'
        ? [{ ...event, type: 'payment_captured_late' }]
        : [event],
  ),
  ofEvents(
    'a booked seat is sold twice',
    'seat_taken_twice',
    6,
    changing(6, 'seats_reserved', { seats: [1, 2] }),
  ),
  ofEvents('the answer to a key is remembered again', 'key_repeated', 7, repeating(3, 6)),
  ofEvents(
    'somebody gets fewer seats than waited for',
    'served_count',
    10,
    changing(7, 'waiting_joined', { count: 3 }),
  ),
  ofEvents('a newcomer is served while somebody waits', 'newcomer_served', 8, (event, sequence) =>
    sequence === 8 ? [reserved(5, 'newcomer', 'newcomer', [9])] : [event],
  ),
  ofEvents('a reservation lapses before its time', 'lapsed_early', 9, (event, sequence) =>
    sequence >= 9 && sequence <= 11 ? [{ ...event, at: at(307) }] : [event],
  ),
  ofEvents('a head is left unserved', 'head_left_unserved', 9, dropping(10, 11)),
  ofEvents('the second head is left unserved', 'head_left_unserved', 10, dropping(11)),
  ofEvents('the second in the queue is served first', 'not_head_served', 10, swapping(10, 11)),
  ofEvents('the show had started already', 'after_start', 10, (event) =>
    event.type === 'show_opened'
      ? [{ ...event, definition: { ...event.definition, starts_at: at(100) } }]
      : [event],
  ),
  ofEvents('the clock goes back', 'time_went_back', 12, changing(12, 'seats_reserved', { at: at(1) })),
  ofEvents('a payment that was captured is forgotten', 'lapsed_out_of_order', 9, (event, sequence) =>
    sequence === 5 && event.type === 'payment_captured'
      ? [{ ...event, type: 'payment_declined', reason: 'card_declined' }]
      : [event],
  ),
  ofEvents('a captured payment is neither booked nor refunded', 'refund_not_due', 14, (event, sequence) =>
    sequence === 13 ? [reserved(310, 'other', 'other', [9])] : [event],
  ),
  ofEvents('a payment is refunded twice', 'refund_not_due', 15, repeating(14, 14)),
  ofEvents(
    'a booking is released that was never made',
    'booking_unknown',
    15,
    changing(15, 'reservation_released', { booking_id: id('nobody') }),
  ),
  ofEvents('an event has a version from the future', 'event_unreadable', 16, (event, sequence) =>
    sequence === 16 ? [new Uint8Array([0x93, 0x06, 0x63, 0x00])] : [event],
  ),
];

function ofEvents(what: string, code: FindingCode, sequence: number, edit: Edit): RealDamage {
  return { what, code, show_id: ONE, sequence, damage: (folder) => rewrite(folder, ONE, edit) };
}

function dropping(...dropped: readonly number[]): Edit {
  return (event, sequence) => (dropped.includes(sequence) ? [] : [event]);
}

function changing<Type extends ShowEvent['type']>(
  changed: number,
  type: Type,
  change: Partial<Extract<ShowEvent, { type: Type }>>,
): Edit {
  return (event, sequence) => {
    if (sequence !== changed) return [event];
    if (event.type !== type) throw new Error(`event ${sequence} is ${event.type}`);
    return [{ ...event, ...change }];
  };
}

/** What happened as event `repeated` happens again right after event `after`. */
function repeating(repeated: number, after: number): Edit {
  let again: ShowEvent | null = null;
  return (event, sequence) => {
    if (sequence === repeated) again = event;
    return sequence === after && again !== null ? [event, { ...again, at: event.at }] : [event];
  };
}

/** Two events of one step, one right after the other. */
function swapping(first: number, second: number): Edit {
  let kept: ShowEvent | null = null;
  return (event, sequence) => {
    if (sequence === first) {
      kept = event;
      return [];
    }
    return sequence === second && kept !== null ? [event, kept] : [event];
  };
}
