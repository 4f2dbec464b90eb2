import { suite } from 'uvu';
import { START, second } from './halls.ts';
import {
  booking,
  cancelShow,
  captured,
  change,
  declined,
  end,
  id,
  join,
  pay,
  payment,
  readBooking,
  refunded,
  refundFailed,
  reserve,
  reserveBest,
  session,
  settle,
  unknown,
  waiting,
} from './people.ts';
import { at, given } from './story.ts';

const rule = suite('rule 9: payments');

const reserved = at(0, reserve('anna', 'A-1', 'A-2'));

rule('a payment is started for the price of the seats, and ends 120 s after the reservation', () => {
  given(reserved)
    .when(at(20, pay('anna')))
    .happens(
      [
        {
          type: 'payment_started',
          at: second(20),
          booking_id: booking('anna'),
          payment_id: payment('anna'),
          payment_token: 'tok_ok',
          amount: 2_400,
          ends_at: second(425),
        },
      ],
      {
        type: 'payment',
        payment_id: payment('anna'),
        booking: {
          status: 'reserved',
          version: 2,
          expires_at: second(300),
          payment: { payment_id: payment('anna'), status: 'in_flight', reason: null },
        },
      },
    );
});

rule('a captured payment books the seats', () => {
  given(reserved, at(20, pay('anna')))
    .when(at(22, captured('anna')))
    .happens([{ type: 'payment_captured', payment_id: payment('anna') }], { type: 'done' })
    .leaving({ 'A-1': 'booked', 'A-2': 'booked' })
    .when(readBooking('anna'))
    .happens([], {
      booking: { status: 'booked', version: 3, total: 2_400, payment: { status: 'captured', reason: null } },
    })
    .when(at(10_000, settle))
    .happens([])
    .leaving({ 'A-1': 'booked', 'A-2': 'booked' });
});

rule('while it is in flight the reservation cannot be changed, released or paid again', () => {
  given(reserved, at(20, pay('anna')))
    .when(change('anna', 'A-3'))
    .happens([], { type: 'refused', code: 'payment_in_flight' })
    .when(end('anna'))
    .happens([], { type: 'refused', code: 'payment_in_flight' })
    .when(pay('anna', 'anna/2'))
    .happens([], { type: 'refused', code: 'payment_in_flight' });
});

rule('while it is in flight the reservation does not lapse, until 425 s', () => {
  given(reserved, at(304.999, pay('anna')))
    .when(at(424.999, settle))
    .happens([])
    .leaving({ 'A-1': 'reserved', 'A-2': 'reserved' })
    .when(at(425, settle))
    .happens([{ type: 'reservation_expired', booking_id: booking('anna') }])
    .leaving({});
});

rule('a declined payment leaves the reservation as it was, to be paid again', () => {
  given(reserved, at(20, pay('anna')))
    .when(at(21, declined('anna')))
    .happens([{ type: 'payment_declined', reason: 'card_declined' }])
    .when(readBooking('anna'))
    .happens([], {
      booking: {
        status: 'reserved',
        version: 3,
        payment: { payment_id: payment('anna'), status: 'declined', reason: 'card_declined' },
      },
    })
    .when(at(30, pay('anna', 'anna/2')))
    .happens([{ type: 'payment_started', payment_id: payment('anna/2'), ends_at: second(425) }])
    .when(at(31, captured('anna/2')))
    .happens([{ type: 'payment_captured' }]);
});

rule('after a decline it can be changed and released', () => {
  given(reserved, at(20, pay('anna')), at(21, declined('anna')))
    .when(change('anna', 'B-1'))
    .happens([{ type: 'seats_exchanged' }])
    .when(pay('anna', 'anna/2'))
    .happens([{ type: 'payment_started', amount: 1_200 }])
    .when(declined('anna/2'))
    .happens([{ type: 'payment_declined' }])
    .when(end('anna'))
    .happens([{ type: 'reservation_released' }])
    .leaving({});
});

rule('a decline after the normal end lapses at once, and the queue is served', () => {
  given(at(0, reserveBest('anna', 8)), at(1, join('ben', 1)), at(300, pay('anna')))
    .when(at(350, declined('anna')))
    .happens([
      { type: 'payment_declined', at: second(350) },
      { type: 'reservation_expired', at: second(350), booking_id: booking('anna') },
      { type: 'waiting_served', waiting_id: waiting('ben') },
    ]);
});

rule('a blocked head waits 425 s at most for each reservation before it', () => {
  given(at(0, reserveBest('anna', 8)), at(1, join('ben', 1)), at(304, pay('anna')))
    .when(at(424.999, settle))
    .happens([])
    .when(at(425, settle))
    .happens([{ type: 'reservation_expired' }, { type: 'waiting_served' }]);
});

rule('one that succeeds after its reservation was let go is refunded', () => {
  given(reserved, at(300, pay('anna')), at(425, settle))
    .when(at(430, readBooking('anna')))
    .happens([], { booking: { status: 'expired', version: 3, payment: { status: 'in_flight' } } })
    .when(at(440, captured('anna')))
    .happens([{ type: 'payment_captured_late', payment_id: payment('anna') }])
    .leaving({})
    .when(readBooking('anna'))
    .happens([], { booking: { status: 'expired', version: 4, payment: { status: 'refunding' } } })
    .when(refunded('anna'))
    .happens([{ type: 'payment_refunded', payment_id: payment('anna') }], { type: 'done' })
    .when(readBooking('anna'))
    .happens([], { code: 'unknown_booking' });
});

rule('one that succeeds at the very moment of its end is late', () => {
  given(reserved, at(300, pay('anna')))
    .when(at(425, captured('anna')))
    .happens([{ type: 'reservation_expired' }, { type: 'payment_captured_late' }])
    .leaving({});
});

rule('one that is declined after its reservation was let go costs nothing', () => {
  given(reserved, at(300, pay('anna')), at(425, settle))
    .when(at(440, declined('anna')))
    .happens([{ type: 'payment_declined' }])
    .when(at(441, captured('anna')))
    .happens([]);
});

rule('an unknown outcome stays in flight, and is recorded once', () => {
  given(reserved, at(20, pay('anna')))
    .when(at(60, unknown('anna')))
    .happens([{ type: 'payment_unknown', payment_id: payment('anna') }], { type: 'done' })
    .when(at(61, unknown('anna')))
    .happens([], { type: 'done' })
    .when(at(62, end('anna')))
    .happens([], { code: 'payment_in_flight' })
    .when(at(63, captured('anna')))
    .happens([{ type: 'payment_captured' }])
    .leaving({ 'A-1': 'booked', 'A-2': 'booked' });
});

rule('news that is known already, or contradicts what is known, changes nothing', () => {
  given(reserved, at(20, pay('anna')), captured('anna'))
    .when(captured('anna'))
    .happens([], { type: 'done' })
    .when(declined('anna'))
    .happens([], { type: 'done' })
    .when(unknown('anna'))
    .happens([], { type: 'done' })
    .when(refunded('anna'))
    .happens([], { type: 'done' })
    .when(captured('ben'))
    .happens([], { type: 'done' });
});

rule('a refund of what is still being charged is no news, nor is a charge of what is being refunded', () => {
  given(reserved, at(20, pay('anna')))
    .when(refunded('anna'))
    .happens([], { type: 'done' })
    .when(refundFailed('anna'))
    .happens([], { type: 'done' })
    .when(captured('anna'))
    .happens([{ type: 'payment_captured' }])
    .when(end('anna'))
    .happens([{ type: 'booking_cancelled' }])
    .when(declined('anna'))
    .happens([], { type: 'done' })
    .when(captured('anna'))
    .happens([], { type: 'done' });
});

rule('a refund that fails stays due, and that is recorded once', () => {
  given(reserved, at(300, pay('anna')), at(425, settle), unknown('anna'), captured('anna'))
    .when(refundFailed('anna'))
    .happens([{ type: 'refund_failed', payment_id: payment('anna'), reason: 'provider_down' }], {
      type: 'done',
    })
    .when(refundFailed('anna'))
    .happens([])
    .when(readBooking('anna'))
    .happens([], { booking: { payment: { status: 'refunding' } } })
    .when(refunded('anna'))
    .happens([{ type: 'payment_refunded' }]);
});

rule('payments go on after the show has started', () => {
  given(at(START - 10, reserve('anna', 'A-1')))
    .when(at(START + 280, pay('anna')))
    .happens([{ type: 'payment_started' }])
    .when(at(START + 290, captured('anna')))
    .happens([{ type: 'payment_captured' }])
    .leaving({ 'A-1': 'booked' });
});

rule('a payment in flight when the show is cancelled is refunded should it succeed', () => {
  given(reserved, at(20, pay('anna')), cancelShow)
    .when(captured('anna'))
    .happens([{ type: 'payment_captured_late' }])
    .when(readBooking('anna'))
    .happens([], { booking: { status: 'cancelled', payment: { status: 'refunding' } } })
    .when(refunded('anna'))
    .happens([{ type: 'payment_refunded' }]);
});

rule('what cannot be paid says why', () => {
  given(reserved, at(1, reserve('ben', 'B-1')))
    .when({ ...pay('anna'), session: session('ben') })
    .happens([], { type: 'refused', code: 'unknown_booking' })
    .when({ ...pay('anna'), booking_id: id('B', 'NEVER') })
    .happens([], { type: 'refused', code: 'unknown_booking' })
    .when(at(2, pay('anna')))
    .happens([{ type: 'payment_started' }])
    .when(at(3, captured('anna')))
    .happens([{ type: 'payment_captured' }])
    .when(pay('anna', 'anna/2'))
    .happens([], { type: 'refused', code: 'not_reserved', status: 'booked' })
    .when(at(300, pay('ben')))
    .happens([{ type: 'payment_started' }])
    .when(at(430, pay('ben', 'ben/2')))
    .happens([{ type: 'reservation_expired' }], { type: 'refused', code: 'reservation_expired' });
});

rule.run();
