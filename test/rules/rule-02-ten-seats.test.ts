import { suite } from 'uvu';
import { showIn } from './halls.ts';
import {
  captured,
  change,
  declined,
  end,
  join,
  leave,
  pay,
  reserve,
  reserveBest,
  session,
} from './people.ts';
import { at, givenIn } from './story.ts';

const rule = suite('rule 2: a session has at most ten seats');

const LARGE = { definition: showIn(['rrrrrr', 'rrrrrr', 'rrrrrr', 'rrrrrr']) };
const six = ['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6'] as const;
const four = ['B-1', 'B-2', 'B-3', 'B-4'] as const;

rule('ten seats over several reservations, and no eleventh', () => {
  givenIn(LARGE, reserve('anna', ...six), reserve('anna/2', ...four))
    .when(reserve('anna/3', 'B-5'))
    .happens([], { type: 'refused', code: 'too_many_seats', held: 10, limit: 10 })
    .when(reserveBest('anna/3', 1))
    .happens([], { type: 'refused', code: 'too_many_seats', held: 10, limit: 10 })
    .when(join('anna', 1))
    .happens([], { type: 'refused', code: 'too_many_seats', held: 10, limit: 10 })
    .when(reserve('ben', 'B-5'))
    .happens([{ type: 'seats_reserved', session: session('ben') }]);
});

rule('seats that it waits for count', () => {
  const full = [reserveBest('ben', 10), reserveBest('cara', 8)];
  givenIn(LARGE, ...full, reserveBest('anna', 6))
    .when(join('anna', 5))
    .happens([], { code: 'too_many_seats', held: 6 })
    .when(join('anna', 4))
    .happens([{ type: 'waiting_joined' }])
    .when(change('anna', ...six, 'B-1'))
    .happens([], { code: 'too_many_seats', held: 10 })
    .when(leave('anna'))
    .happens([{ type: 'waiting_left' }])
    .when(join('anna', 3))
    .happens([{ type: 'waiting_joined' }]);
});

rule('seats that are being paid count, booked ones do not', () => {
  givenIn(LARGE, reserve('anna', ...six), pay('anna'), reserve('anna/2', ...four))
    .when(reserve('anna/3', 'B-5'))
    .happens([], { code: 'too_many_seats', held: 10 })
    .when(captured('anna'))
    .happens([{ type: 'payment_captured' }])
    .when(reserve('anna/3', 'B-5', 'B-6', 'C-1', 'C-2', 'C-3', 'C-4'))
    .happens([{ type: 'seats_reserved' }])
    .when(reserve('anna/4', 'D-1'))
    .happens([], { code: 'too_many_seats', held: 10 });
});

rule('what was let go counts no more: released, lapsed, and lapsed after a decline', () => {
  givenIn(LARGE, at(0, reserve('anna', ...six)), at(0, reserve('anna/2', ...four)), at(1, end('anna')))
    .when(at(2, reserve('anna/3', ...six)))
    .happens([{ type: 'seats_reserved' }])
    .when(at(3, pay('anna/3')))
    .happens([{ type: 'payment_started' }])
    .when(at(305, reserve('anna/4', ...four)))
    .happens([{ type: 'reservation_expired' }, { type: 'seats_reserved' }])
    .when(at(310, declined('anna/3')))
    .happens([{ type: 'payment_declined' }, { type: 'reservation_expired' }])
    .when(at(311, reserve('anna/5', ...six)))
    .happens([{ type: 'seats_reserved' }]);
});

rule('an exchange may go up to ten', () => {
  givenIn(LARGE, reserve('anna', ...six), reserve('anna/2', 'B-1'))
    .when(change('anna/2', ...four, 'B-5'))
    .happens([], { code: 'too_many_seats', held: 7 })
    .when(change('anna/2', ...four))
    .happens([{ type: 'seats_exchanged' }])
    .when(reserve('anna/3', 'C-1'))
    .happens([], { code: 'too_many_seats', held: 10 });
});

rule.run();
