import { suite } from 'uvu';
import { booking, join, pay, reserve, settle, waiting } from './people.ts';
import { at, given, seats } from './story.ts';

const rule = suite('rule 4: a lapse and what follows from it are one step');

const everySeat = ['A-1', 'A-2', 'A-3', 'A-4', 'B-1', 'B-2', 'B-3', 'B-4'] as const;

rule('the seats are free and the queue is served with them in the same step', () => {
  given(
    at(0, reserve('anna', ...everySeat)),
    at(10, join('ben', 2)),
    at(11, join('cara', 6)),
    at(12, join('dan', 1)),
  )
    .when(at(305, settle))
    .happens([
      { type: 'reservation_expired', booking_id: booking('anna') },
      { type: 'waiting_served', waiting_id: waiting('ben') },
      { type: 'waiting_served', waiting_id: waiting('cara') },
    ]);
});

rule('each lapse serves the queue before the next lapse', () => {
  given(
    at(0, reserve('anna', 'A-1', 'A-2', 'A-3', 'A-4')),
    at(0, reserve('ben', 'B-1', 'B-2', 'B-3', 'B-4')),
    at(1, join('cara', 4)),
    at(2, join('dan', 4)),
  )
    .when(at(305, settle))
    .happens([
      { type: 'reservation_expired', booking_id: booking('anna') },
      { type: 'waiting_served', waiting_id: waiting('cara'), seats: seats('A-1', 'A-2', 'A-3', 'A-4') },
      { type: 'reservation_expired', booking_id: booking('ben') },
      { type: 'waiting_served', waiting_id: waiting('dan'), seats: seats('B-1', 'B-2', 'B-3', 'B-4') },
    ]);
});

rule('who holds a lapsed booking finds it gone', () => {
  given(at(0, reserve('anna', 'A-1')))
    .when(at(305, pay('anna')))
    .happens([{ type: 'reservation_expired' }], { type: 'refused', code: 'unknown_booking' });
});

rule.run();
