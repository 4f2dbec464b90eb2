import { suite } from 'uvu';
import { START, second } from './halls.ts';
import {
  block,
  booking,
  cancelShow,
  captured,
  change,
  end,
  join,
  pay,
  readBooking,
  refunded,
  reserve,
  reserveBest,
  session,
  settle,
  waiting,
} from './people.ts';
import { at, given } from './story.ts';

const rule = suite('rule 10: releasing and cancelling, the start of the show');

const booked = [at(0, reserve('anna', 'A-1', 'A-2')), pay('anna'), captured('anna')];

rule('a reservation can be released; its seats are free', () => {
  given(reserve('anna', 'A-1', 'A-2'))
    .when({ ...end('anna'), session: session('ben') })
    .happens([], { type: 'refused', code: 'unknown_booking' })
    .when(end('anna', 'booked'))
    .happens([], { type: 'refused', code: 'not_booked', status: 'reserved' })
    .when(end('anna', 'reserved'))
    .happens([{ type: 'reservation_released', booking_id: booking('anna') }], {
      booking: { status: 'released', version: 2 },
    })
    .leaving({});
});

rule('a booked booking can be cancelled until the show starts: refund, seats free, queue served', () => {
  given(...booked, at(START - 10, reserveBest('ben', 6)), join('cara', 2))
    .when(end('anna', 'reserved'))
    .happens([], { type: 'refused', code: 'not_reserved', status: 'booked' })
    .when(at(START - 0.001, end('anna')))
    .happens(
      [
        { type: 'booking_cancelled', booking_id: booking('anna') },
        { type: 'waiting_served', waiting_id: waiting('cara') },
      ],
      { booking: { status: 'cancelled', version: 5, payment: { status: 'refunding' } } },
    )
    .when(end('anna'))
    .happens([], { type: 'refused', code: 'not_reserved', status: 'cancelled' })
    .when(end('anna', 'booked'))
    .happens([], { type: 'refused', code: 'not_booked', status: 'cancelled' })
    .when(refunded('anna'))
    .happens([{ type: 'payment_refunded' }]);
});

rule('when the show has started nothing can be cancelled any more', () => {
  given(...booked)
    .when(at(START, end('anna')))
    .happens([], { type: 'refused', code: 'sales_closed' })
    .when(cancelShow)
    .happens([], { type: 'refused', code: 'sales_closed' })
    .leaving({ 'A-1': 'booked', 'A-2': 'booked' });
});

rule('when the show has started reserving, joining and changing stop', () => {
  given(at(START - 0.001, reserve('anna', 'A-1')))
    .when(at(START, reserve('ben', 'A-2')))
    .happens([], { type: 'refused', code: 'sales_closed' })
    .when(reserveBest('ben', 1))
    .happens([], { type: 'refused', code: 'sales_closed' })
    .when(join('ben', 1))
    .happens([], { type: 'refused', code: 'sales_closed' })
    .when(change('anna', 'A-2'))
    .happens([], { type: 'refused', code: 'sales_closed' });
});

rule('reservations made before keep their promise: they lapse in their time, and can be released', () => {
  given(at(START - 10, reserve('anna', 'A-1')), at(START - 10, reserve('ben', 'A-2')))
    .when(at(START + 1, end('ben')))
    .happens([{ type: 'reservation_released' }])
    .when(at(START + 294.999, settle))
    .happens([])
    .when(at(START + 295, settle))
    .happens([{ type: 'reservation_expired', booking_id: booking('anna') }]);
});

rule('cancelling a show cancels every reservation and booking, and all is to be refunded', () => {
  given(...booked, reserve('ben', 'B-1'), reserve('cara', 'B-2'), pay('cara'), block('A-4'))
    .when(at(100, cancelShow))
    .happens([{ type: 'show_cancelled', at: second(100) }], { type: 'done' })
    .leaving({ 'A-4': 'blocked' })
    .when(readBooking('anna'))
    .happens([], { booking: { status: 'cancelled', payment: { status: 'refunding' } } })
    .when(readBooking('ben'))
    .happens([], { code: 'unknown_booking' })
    .when(readBooking('cara'))
    .happens([], { booking: { status: 'cancelled', payment: { status: 'in_flight' } } })
    .when(pay('cara', 'cara/2'))
    .happens([], { type: 'refused', code: 'not_reserved', status: 'cancelled' })
    .when(refunded('anna'))
    .happens([{ type: 'payment_refunded' }])
    .when(captured('cara'))
    .happens([{ type: 'payment_captured_late' }]);
});

rule('in a cancelled show nothing can be had any more', () => {
  given(cancelShow)
    .when(reserve('anna', 'A-1'))
    .happens([], { type: 'refused', code: 'show_cancelled' })
    .when(reserveBest('anna', 1))
    .happens([], { type: 'refused', code: 'show_cancelled' })
    .when(join('anna', 1))
    .happens([], { type: 'refused', code: 'show_cancelled' })
    .when(block('A-1'))
    .happens([], { type: 'refused', code: 'show_cancelled' });
});

rule('cancelling a show again changes nothing, also after its start', () => {
  given(cancelShow)
    .when(cancelShow)
    .happens([], { type: 'done' })
    .when(at(START + 1, cancelShow))
    .happens([], { type: 'done' });
});

rule('the operator blocks only what nobody holds or has', () => {
  given(...booked, reserve('ben', 'B-1'))
    .when(block('A-3', 'B-1', 'A-1'))
    .happens([], { type: 'refused', code: 'seat_unavailable', seats: ['A-1'] })
    .when(block('A-3', 'B-1'))
    .happens([], { type: 'refused', code: 'retry', reason: 'held', seats: ['B-1'] })
    .when(block('A-3', 'Z-1'))
    .happens([], { type: 'refused', code: 'unknown_seat', seats: ['Z-1'] })
    .when(block('A-3', 'A-4'))
    .happens([{ type: 'seats_blocked' }], { type: 'done' })
    .leaving({ 'A-1': 'booked', 'A-2': 'booked', 'A-3': 'blocked', 'A-4': 'blocked', 'B-1': 'reserved' })
    .when(block('A-4', 'A-3'))
    .happens([], { type: 'done' })
    .when(block('A-4', 'B-4'))
    .happens([{ type: 'seats_blocked' }])
    .leaving({ 'A-1': 'booked', 'A-2': 'booked', 'A-4': 'blocked', 'B-4': 'blocked', 'B-1': 'reserved' });
});

rule.run();
