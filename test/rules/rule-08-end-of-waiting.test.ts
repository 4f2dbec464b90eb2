import { suite } from 'uvu';
import { DEFAULT_LIMITS } from '../../actors/limits.ts';
import { START, second, showIn } from './halls.ts';
import {
  block,
  booking,
  cancelShow,
  captured,
  end,
  join,
  leave,
  pay,
  readWaiting,
  reserve,
  reserveBest,
  session,
  settle,
  waiting,
} from './people.ts';
import { at, given, givenIn, type Scene } from './story.ts';

const rule = suite('rule 8: how a wait ends');

const A = ['A-1', 'A-2', 'A-3', 'A-4'] as const;
const B = ['B-1', 'B-2', 'B-3', 'B-4'] as const;

rule('cancelled: by leaving, once, and only by the session itself', () => {
  given(reserveBest('anna', 8), join('ben', 2))
    .when({ ...leave('ben'), session: session('cara') })
    .happens([], { type: 'refused', code: 'unknown_waiting' })
    .when(leave('ben'))
    .happens([{ type: 'waiting_left' }], { waiting: { status: 'cancelled', version: 2, position: null } })
    .when(leave('ben'))
    .happens([], { type: 'refused', code: 'unknown_waiting' })
    .when(readWaiting('ben'))
    .happens([], { type: 'refused', code: 'unknown_waiting' });
});

/** Where reservations last longer than anybody waits, a wait can come to its end in time. */
const LASTING: Partial<Scene> = {
  definition: showIn(['rrrr', 'rrrr'], second(20_000)),
  limits: { ...DEFAULT_LIMITS, reservation_ms: 10_000_000 },
};

rule('timed_out: at 3,600 s and not before, the oldest first', () => {
  givenIn(LASTING, at(0, reserveBest('anna', 8)), at(1, join('ben', 1)), at(2, join('cara', 1)))
    .when(at(3_600.999, settle))
    .happens([])
    .when(at(3_601, readWaiting('cara')))
    .happens([{ type: 'waiting_timed_out', at: second(3_601), waiting_id: waiting('ben') }], {
      waiting: { position: 1, version: 2 },
    })
    .when(at(3_602, settle))
    .happens([{ type: 'waiting_timed_out', waiting_id: waiting('cara') }]);
});

rule('timed_out: whoever was blocked behind is served then', () => {
  givenIn(LASTING, at(0, reserve('anna', ...A)), at(1, join('ben', 5)), at(2, join('cara', 4)))
    .when(at(3_601, settle))
    .happens([
      { type: 'waiting_timed_out', waiting_id: waiting('ben') },
      { type: 'waiting_served', waiting_id: waiting('cara') },
    ]);
});

rule('served: where the seats come free at the very end of the wait', () => {
  const limits = { ...DEFAULT_LIMITS, waiting_ms: 305_000 };
  givenIn({ limits }, at(0, reserveBest('anna', 8)), at(0, join('ben', 1)))
    .when(at(305, settle))
    .happens([
      { type: 'reservation_expired', booking_id: booking('anna') },
      { type: 'waiting_served', waiting_id: waiting('ben') },
    ]);
});

rule('timed_out: where the seats come free after its end, however late that is noticed', () => {
  const limits = { ...DEFAULT_LIMITS, waiting_ms: 304_999 };
  givenIn({ limits }, at(0, reserveBest('anna', 8)), at(0, join('ben', 1)))
    .when(at(400, settle))
    .happens([
      { type: 'waiting_timed_out', waiting_id: waiting('ben') },
      { type: 'reservation_expired', booking_id: booking('anna') },
    ]);
});

rule('timed_out: a shorter wait after a restart does not end before those ahead', () => {
  givenIn(LASTING, at(0, reserveBest('anna', 8)), at(1, join('ben', 1)))
    .underLimits({ waiting_ms: 10_000 })
    .when(at(2, join('cara', 1)))
    .happens([{ type: 'waiting_joined', expires_at: second(3_601) }])
    .when(at(3_601, settle))
    .happens([{ waiting_id: waiting('ben') }, { waiting_id: waiting('cara') }]);
});

rule('not_enough_seats: as soon as fewer than they want are neither booked nor blocked, in one event', () => {
  given(
    reserve('anna', ...A),
    reserve('ben', ...B),
    join('cara', 8),
    join('dan', 4),
    join('eve', 6),
    join('fay', 5),
  )
    .when(pay('anna'))
    .happens([{ type: 'payment_started' }])
    .when(captured('anna'))
    .happens([{ type: 'payment_captured' }, { type: 'waiting_unservable', wanting_at_least: 5 }])
    .when(readWaiting('dan'))
    .happens([], { waiting: { status: 'waiting', position: 1, version: 2 } })
    .when(readWaiting('cara'))
    .happens([], { code: 'unknown_waiting' });
});

rule('not_enough_seats: then the new head is served in the same step', () => {
  given(reserve('anna', 'A-1'), join('ben', 8), join('cara', 3), pay('anna'))
    .when(captured('anna'))
    .happens([
      { type: 'payment_captured' },
      { type: 'waiting_unservable', wanting_at_least: 8 },
      { type: 'waiting_served', waiting_id: waiting('cara') },
    ]);
});

rule('not_enough_seats: by blocking too, and everybody where nothing is left', () => {
  given(reserve('anna', ...A), join('ben', 5), join('cara', 8))
    .when(block('B-1'))
    .happens([{ type: 'seats_blocked' }, { type: 'waiting_unservable', wanting_at_least: 8 }])
    .when(block(...B))
    .happens([{ type: 'seats_blocked' }, { type: 'waiting_unservable', wanting_at_least: 5 }]);
  given(reserve('anna', ...A), block(...B), join('ben', 1), pay('anna'))
    .when(captured('anna'))
    .happens([{ type: 'payment_captured' }, { type: 'waiting_unservable', wanting_at_least: 1 }]);
});

rule('sales_closed: when the show starts, for all at once; nobody is served any more', () => {
  given(
    at(START - 100, reserveBest('anna', 8)),
    at(START - 99, join('ben', 2)),
    at(START - 98, join('cara', 1)),
  )
    .when(at(START - 0.001, settle))
    .happens([])
    .when(at(START, end('anna')))
    .happens([{ type: 'sales_closed', at: second(START) }, { type: 'reservation_released' }])
    .when(at(START, readWaiting('ben')))
    .happens([], { code: 'unknown_waiting' });
});

rule('sales_closed: is recorded only where somebody waits', () => {
  given(at(0, reserveBest('anna', 8)))
    .when(at(START, settle))
    .happens([{ type: 'reservation_expired' }]);
});

rule('sales_closed: what lapsed before the start, but is noticed after it, serves nobody', () => {
  given(at(START - 310, reserveBest('anna', 8)), at(START - 300, join('ben', 2)))
    .when(at(START, settle))
    .happens([{ type: 'reservation_expired' }, { type: 'sales_closed' }])
    .leaving({});
});

rule('show_cancelled: for all at once', () => {
  given(reserveBest('anna', 8), join('ben', 2), join('cara', 1))
    .when(cancelShow)
    .happens([{ type: 'show_cancelled' }])
    .when(readWaiting('ben'))
    .happens([], { code: 'unknown_waiting' });
});

rule('a place tells how many are ahead, and each step forward is a new version', () => {
  given(reserveBest('anna', 8), join('ben', 1), join('cara', 1), join('dan', 1), join('eve', 1))
    .when(leave('cara'))
    .happens([{ type: 'waiting_left' }])
    .when(readWaiting('ben'))
    .happens([], { waiting: { position: 1, version: 1 } })
    .when(readWaiting('eve'))
    .happens([], { waiting: { position: 3, version: 2 } })
    .when(leave('ben'))
    .happens([{ type: 'waiting_left' }])
    .when(join('fay', 1))
    .happens([{ type: 'waiting_joined' }], { waiting: { position: 3, version: 1 } })
    .when(readWaiting('eve'))
    .happens([], { waiting: { position: 2, version: 3 } });
});

rule.run();
