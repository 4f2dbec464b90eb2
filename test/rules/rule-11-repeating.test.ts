import { suite } from 'uvu';
import { fingerprint } from '../../actors/show/fingerprint.ts';
import { START, second } from './halls.ts';
import {
  booking,
  captured,
  change,
  declined,
  end,
  join,
  leave,
  pay,
  payment,
  refunded,
  reserve,
  reserveBest,
  settle,
  waiting,
  withKey,
} from './people.ts';
import { at, given, seatsNamed } from './story.ts';

const rule = suite('rule 11: repeating is safe');

rule('what succeeded is remembered in the same step, as its last event', () => {
  given()
    .when(at(3, withKey('k', reserve('anna', 'A-1'), 'A-1')))
    .happens([
      { type: 'seats_reserved' },
      {
        type: 'answer_remembered',
        at: second(3),
        key: fingerprint('key', 'k'),
        body: fingerprint('body', 'A-1'),
        answer: { type: 'booking', booking: { booking_id: booking('anna'), status: 'reserved', version: 1 } },
      },
    ]);
});

rule('repeated, it is answered as it was and nothing is done twice, whatever has happened since', () => {
  given(at(0, withKey('k', reserve('anna', 'A-1'))), at(1, change('anna', 'B-1')))
    .when(at(2, withKey('k', { ...reserve('anna', 'A-1'), booking_id: booking('anna/2') })))
    .happens([], {
      type: 'booking',
      booking: {
        booking_id: booking('anna'),
        version: 1,
        status: 'reserved',
        seats: seatsNamed('A-1'),
        total: 1_200,
        expires_at: second(300),
      },
    })
    .when(at(400, withKey('k', reserve('anna', 'A-1'))))
    .happens([{ type: 'reservation_expired' }], { booking: { version: 1, status: 'reserved' } });
});

rule('with another body it is an error, and nothing happens', () => {
  given(withKey('k', reserve('anna', 'A-1'), 'A-1'))
    .when(withKey('k', reserve('anna/2', 'A-2'), 'A-2'))
    .happens([], { type: 'refused', code: 'idempotency_key_reused' })
    .when(withKey('other', reserve('anna/2', 'A-2'), 'A-2'))
    .happens([{ type: 'seats_reserved' }, { type: 'answer_remembered' }]);
});

rule('refusals are not remembered', () => {
  given(reserve('anna', 'A-1'))
    .when(withKey('k', reserve('ben', 'A-1')))
    .happens([], { type: 'refused', code: 'retry' })
    .when(end('anna'))
    .happens([{ type: 'reservation_released' }])
    .when(withKey('k', reserve('ben', 'A-1')))
    .happens([{ type: 'seats_reserved' }, { type: 'answer_remembered' }]);
});

rule('a join that was served at once is answered so again', () => {
  const again = {
    type: 'waiting',
    waiting: {
      waiting_id: waiting('anna'),
      status: 'served',
      position: null,
      booking: { booking_id: booking('anna'), status: 'reserved' },
    },
  } as const;
  given()
    .when(withKey('k', join('anna', 2)))
    .happens([{ type: 'waiting_joined' }, { type: 'waiting_served' }, { type: 'answer_remembered' }], again)
    .when({ ...withKey('k', join('anna', 2)), waiting_id: waiting('anna/2'), booking_id: booking('anna/2') })
    .happens([], again);
});

rule('a join that waits is answered with the place that it was told', () => {
  given(reserveBest('anna', 8), join('ben', 1), withKey('k', join('cara', 1)), leave('ben'))
    .when(withKey('k', join('cara', 1)))
    .happens([], { waiting: { waiting_id: waiting('cara'), status: 'waiting', position: 2, version: 1 } });
});

rule('leaving, changing and releasing are repeated safely', () => {
  given(reserveBest('anna', 8), join('ben', 1))
    .when(withKey('k1', leave('ben')))
    .happens([{ type: 'waiting_left' }, { type: 'answer_remembered' }], { waiting: { status: 'cancelled' } })
    .when(withKey('k1', leave('ben')))
    .happens([], { type: 'waiting', waiting: { status: 'cancelled' } })
    .when(withKey('k2', change('anna', 'A-1', 'A-2')))
    .happens([{ type: 'seats_exchanged' }, { type: 'answer_remembered' }])
    .when(withKey('k3', end('anna')))
    .happens([{ type: 'reservation_released' }, { type: 'answer_remembered' }], {
      booking: { status: 'released', version: 3 },
    })
    .when(withKey('k2', change('anna', 'A-1', 'A-2')))
    .happens([], { booking: { status: 'reserved', version: 2 } })
    .when(withKey('k3', end('anna')))
    .happens([], { booking: { status: 'released', version: 3 } });
});

rule('what changed nothing is remembered too', () => {
  given(reserve('anna', 'A-1'))
    .when(withKey('k', change('anna', 'A-1')))
    .happens([{ type: 'answer_remembered' }], { booking: { version: 1 } })
    .when(withKey('k', change('anna', 'A-2'), 'another body'))
    .happens([], { code: 'idempotency_key_reused' });
});

rule('a payment is started once; who repeats it is told how its booking stands now', () => {
  const again = withKey('k', pay('anna', 'anna/2'));
  given(at(0, reserve('anna', 'A-1')))
    .when(at(1, withKey('k', pay('anna'))))
    .happens([{ type: 'payment_started' }, { type: 'answer_remembered' }])
    .when(at(2, again))
    .happens([], {
      type: 'payment',
      payment_id: payment('anna'),
      booking: { status: 'reserved', payment: { status: 'in_flight' } },
    })
    .when(at(3, captured('anna')))
    .happens([{ type: 'payment_captured' }])
    .when(at(4, again))
    .happens([], { type: 'payment', payment_id: payment('anna'), booking: { status: 'booked' } });
});

rule('a payment that was declined is told so again, and not tried anew', () => {
  given(at(0, reserve('anna', 'A-1')), at(1, withKey('k', pay('anna'))), at(2, declined('anna')))
    .when(at(3, withKey('k', pay('anna', 'anna/2'))))
    .happens([], {
      type: 'payment',
      payment_id: payment('anna'),
      booking: { status: 'reserved', payment: { payment_id: payment('anna'), status: 'declined' } },
    })
    .when(at(4, withKey('fresh', pay('anna', 'anna/2'))))
    .happens([{ type: 'payment_started', payment_id: payment('anna/2') }, { type: 'answer_remembered' }]);
});

rule('a payment whose booking has ended for good is repeated as unknown, for the tables to answer', () => {
  given(at(0, reserve('anna', 'A-1')), at(1, withKey('k', pay('anna'))), at(2, captured('anna')))
    .when(at(3, end('anna')))
    .happens([{ type: 'booking_cancelled' }])
    .when(at(4, withKey('k', pay('anna'))))
    .happens([], { type: 'payment', booking: { status: 'cancelled', payment: { status: 'refunding' } } })
    .when(at(5, refunded('anna')))
    .happens([{ type: 'payment_refunded' }])
    .when(at(6, withKey('k', pay('anna'))))
    .happens([], { type: 'refused', code: 'unknown_booking' });
});

rule('a key is kept until 24 h after the show starts', () => {
  const DAY = 24 * 3_600;
  given(at(0, withKey('k', reserve('anna', 'A-1'))), at(305, settle))
    .when(at(START + DAY, withKey('k', reserve('anna', 'A-1'))))
    .happens([], { type: 'booking', booking: { booking_id: booking('anna') } })
    .when(at(START + DAY + 0.001, withKey('k', reserve('anna', 'A-1'))))
    .happens([], { type: 'refused', code: 'sales_closed' });
});

rule.run();
