import { suite } from 'uvu';
import { START, second } from './halls.ts';
import {
  block,
  booking,
  cancelShow,
  captured,
  end,
  join,
  pay,
  readWaiting,
  reserve,
  reserveBest,
  session,
  waiting,
} from './people.ts';
import { at, given, seats, seatsNamed } from './story.ts';

const rule = suite('rule 6: joining the queue');

rule('while the wanted seats may still come free', () => {
  given(at(0, reserveBest('anna', 8)))
    .when(at(5, join('ben', 3)))
    .happens(
      [
        {
          type: 'waiting_joined',
          at: second(5),
          waiting_id: waiting('ben'),
          booking_id: booking('ben'),
          session: session('ben'),
          count: 3,
          expires_at: second(3_605),
        },
      ],
      {
        type: 'waiting',
        waiting: {
          waiting_id: waiting('ben'),
          status: 'waiting',
          version: 1,
          count: 3,
          position: 1,
          expires_at: second(3_605),
          booking: null,
        },
      },
    )
    .when(at(6, join('cara', 1)))
    .happens([{ type: 'waiting_joined' }], { waiting: { position: 2, version: 1 } });
});

rule('not where fewer seats than wanted are neither booked nor blocked', () => {
  given(reserve('anna', 'A-1', 'A-2'), pay('anna'), captured('anna'), block('B-1'), reserveBest('ben', 5))
    .when(join('cara', 6))
    .happens([], { type: 'refused', code: 'show_full' })
    .when(join('cara', 5))
    .happens([{ type: 'waiting_joined' }]);
});

rule('where they are there and nobody waits, the newcomer is served at once', () => {
  given(at(0, reserveBest('anna', 4)))
    .when(at(7, join('ben', 2)))
    .happens(
      [
        { type: 'waiting_joined', waiting_id: waiting('ben') },
        {
          type: 'waiting_served',
          at: second(7),
          waiting_id: waiting('ben'),
          expires_at: second(307),
          lapses_at: second(312),
        },
      ],
      {
        type: 'waiting',
        waiting: {
          status: 'served',
          position: null,
          version: 2,
          booking: { booking_id: booking('ben'), status: 'reserved', version: 1, expires_at: second(307) },
        },
      },
    );
});

rule('where somebody waits, the newcomer waits behind, though its seats are there', () => {
  given(reserveBest('anna', 6), join('ben', 4))
    .when(join('cara', 1))
    .happens([{ type: 'waiting_joined' }], { waiting: { status: 'waiting', position: 2 } });
});

rule('joining again with the same count gives the same place', () => {
  given(at(0, reserveBest('anna', 8)), at(1, join('ben', 2)), at(2, join('cara', 2)))
    .when(at(9, { ...join('cara', 2), waiting_id: waiting('dan') }))
    .happens([], { waiting: { waiting_id: waiting('cara'), position: 2, expires_at: second(3_602) } });
});

rule('joining again with another count is refused, and tells the place', () => {
  given(reserveBest('anna', 8), join('ben', 2))
    .when(join('ben', 3))
    .happens([], { type: 'refused', code: 'already_waiting', waiting_id: waiting('ben'), count: 2 });
});

rule('who was served may wait again', () => {
  given(at(0, join('ben', 2)), at(1, reserveBest('anna', 6)))
    .when(at(2, { ...join('ben', 2), waiting_id: waiting('ben/2'), booking_id: booking('ben/2') }))
    .happens([{ type: 'waiting_joined' }], { waiting: { waiting_id: waiting('ben/2'), position: 1 } });
});

rule('nobody joins a cancelled show, or one that has started', () => {
  given(reserveBest('anna', 8))
    .when(at(START - 0.001, join('ben', 2)))
    .happens([{ type: 'reservation_expired' }, { type: 'waiting_joined' }, { type: 'waiting_served' }])
    .when(at(START, join('cara', 1)))
    .happens([], { type: 'refused', code: 'sales_closed' });
  given(cancelShow).when(join('ben', 1)).happens([], { type: 'refused', code: 'show_cancelled' });
});

rule("another session's place does not exist", () => {
  given(reserveBest('anna', 8), join('ben', 2))
    .when({ ...readWaiting('ben'), session: session('cara') })
    .happens([], { type: 'refused', code: 'unknown_waiting' })
    .when(readWaiting('ben'))
    .happens([], { type: 'waiting', waiting: { position: 1 } });
});

rule('the seats of who joined and was served are the best ones', () => {
  given(reserve('anna', 'A-1', 'A-2'), end('anna'))
    .when(join('ben', 2))
    .happens([{ type: 'waiting_joined' }, { type: 'waiting_served', seats: seats('A-2', 'A-3') }], {
      waiting: { booking: { seats: seatsNamed('A-2', 'A-3') } },
    });
});

rule.run();
