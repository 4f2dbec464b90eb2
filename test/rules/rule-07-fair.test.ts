import { suite } from 'uvu';
import { second } from './halls.ts';
import {
  block,
  booking,
  change,
  end,
  join,
  leave,
  pay,
  readWaiting,
  reserve,
  reserveBest,
  session,
  waiting,
} from './people.ts';
import { at, given, seats, seatsNamed } from './story.ts';

const rule = suite('rule 7: first come, first served');

const A = ['A-1', 'A-2', 'A-3', 'A-4'] as const;
const B = ['B-1', 'B-2', 'B-3', 'B-4'] as const;

rule('only the head is served, as soon as enough seats are available', () => {
  given(reserve('anna', ...A), reserve('ben', ...B), join('cara', 5), join('dan', 1))
    .when(end('anna'))
    .happens([{ type: 'reservation_released' }])
    .when(readWaiting('dan'))
    .happens([], { waiting: { status: 'waiting', position: 2 } })
    .when(end('ben'))
    .happens([
      { type: 'reservation_released' },
      { type: 'waiting_served', waiting_id: waiting('cara') },
      { type: 'waiting_served', waiting_id: waiting('dan') },
    ]);
});

rule('no newcomer gets a seat while the head waits, not even one that the head could not use', () => {
  given(reserve('anna', ...A), reserve('ben', ...B), join('cara', 5), end('anna'))
    .when(reserve('dan', 'A-1'))
    .happens([], { code: 'retry', reason: 'queue' })
    .when(reserve('cara', 'A-1'))
    .happens([], { code: 'retry', reason: 'queue' })
    .when(join('dan', 1))
    .happens([{ type: 'waiting_joined' }], { waiting: { status: 'waiting', position: 2 } });
});

rule('who is served has the full time, from then on', () => {
  given(at(0, reserveBest('anna', 8)), at(10, join('ben', 2)))
    .when(at(200, end('anna')))
    .happens([
      { type: 'reservation_released' },
      { type: 'waiting_served', expires_at: second(500), lapses_at: second(505), at: second(200) },
    ]);
});

rule('when the head leaves, those behind move up and the new head is served', () => {
  given(reserve('anna', ...A), join('ben', 5), join('cara', 4), join('dan', 1))
    .when(readWaiting('dan'))
    .happens([], { waiting: { position: 3, version: 1 } })
    .when(leave('ben'))
    .happens(
      [
        { type: 'waiting_left', waiting_id: waiting('ben') },
        { type: 'waiting_served', waiting_id: waiting('cara'), seats: seats(...B) },
      ],
      { waiting: { status: 'cancelled', position: null, booking: null } },
    )
    .when(readWaiting('dan'))
    .happens([], { waiting: { position: 1, version: 3 } });
});

rule('who was served may exchange the seats at once, and keeps the deadline', () => {
  given(at(0, reserve('anna', ...A)), at(1, join('ben', 2)))
    .when(at(100, change('ben', 'B-1', 'B-4')))
    .happens([{ type: 'seats_exchanged', booking_id: booking('ben'), seats: seats('B-1', 'B-4') }], {
      booking: { version: 2, seats: seatsNamed('B-1', 'B-4'), expires_at: second(301) },
    })
    .leaving({
      'A-1': 'reserved',
      'A-2': 'reserved',
      'A-3': 'reserved',
      'A-4': 'reserved',
      'B-1': 'reserved',
      'B-4': 'reserved',
    });
});

rule('while somebody waits an exchange may take as many seats as it had, and no more', () => {
  given(reserve('anna', 'A-1', 'A-2'), reserve('ben', 'B-1', 'B-2', 'B-3'), join('cara', 4))
    .when(change('anna', 'A-2', 'A-3', 'A-4'))
    .happens([], { code: 'retry', reason: 'queue', seats: [], waiting: 1 })
    .when(change('anna', 'A-3', 'A-4'))
    .happens([{ type: 'seats_exchanged' }], { type: 'booking' });
});

rule('an exchange for fewer frees the rest, and the queue is served with it in the same step', () => {
  given(reserve('anna', ...A), reserve('ben', ...B), join('cara', 2))
    .when(change('anna', 'A-1', 'A-2'))
    .happens([
      { type: 'seats_exchanged' },
      { type: 'waiting_served', waiting_id: waiting('cara'), seats: seats('A-3', 'A-4') },
    ]);
});

rule('nobody waits: an exchange may take more, in part the same', () => {
  given(reserve('anna', 'A-1', 'A-2'))
    .when(change('anna', 'A-3', 'A-2', 'A-1'))
    .happens([{ type: 'seats_exchanged', seats: seats('A-1', 'A-2', 'A-3') }], { booking: { total: 3_600 } });
});

rule('an exchange for the same seats is no event', () => {
  given(reserve('anna', 'A-1', 'A-2'), reserveBest('ben', 6), join('cara', 1))
    .when(change('anna', 'A-2', 'A-1'))
    .happens([], { type: 'booking', booking: { version: 1 } });
});

rule("only one's own reservation can be exchanged, and none that is being paid", () => {
  given(reserve('anna', 'A-1'))
    .when({ ...change('anna', 'A-2'), session: session('ben') })
    .happens([], { type: 'refused', code: 'unknown_booking' })
    .when(pay('anna'))
    .happens([{ type: 'payment_started' }])
    .when(change('anna', 'A-2'))
    .happens([], { type: 'refused', code: 'payment_in_flight' });
});

rule('seats that the operator gives back serve the queue', () => {
  given(block(...B), reserve('anna', ...A), join('ben', 2))
    .when(block())
    .happens([
      { type: 'seats_blocked', seats: [] },
      { type: 'waiting_served', waiting_id: waiting('ben') },
    ]);
});

rule.run();
