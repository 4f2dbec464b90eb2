import { suite } from 'uvu';
import { second } from './halls.ts';
import {
  booking,
  change,
  declined,
  join,
  pay,
  readBooking,
  readSeatMap,
  reserve,
  settle,
  waiting,
} from './people.ts';
import { afterOutage, at, given, seats } from './story.ts';

const rule = suite('rule 3: time to pay');

rule('a reservation is held until 304.999 s and let go at 305 s', () => {
  given(at(0, reserve('anna', 'A-1')))
    .when(at(304.999, settle))
    .happens([], { type: 'done' })
    .leaving({ 'A-1': 'reserved' })
    .when(at(305, settle))
    .happens([{ type: 'reservation_expired', at: second(305), booking_id: booking('anna') }])
    .leaving({});
});

rule('between what the client was told and 305 s it may still be paid', () => {
  given(at(0, reserve('anna', 'A-1')))
    .when(at(304.999, pay('anna')))
    .happens([{ type: 'payment_started', ends_at: second(305 + 120) }]);
});

rule('any command settles first what is due, oldest first, also one that only reads', () => {
  given(at(0, reserve('anna', 'A-1')), at(1, reserve('ben', 'A-2')), at(2, reserve('cara', 'A-3')))
    .when(at(306, readSeatMap))
    .happens(
      [
        { type: 'reservation_expired', at: second(306), booking_id: booking('anna') },
        { type: 'reservation_expired', at: second(306), booking_id: booking('ben') },
      ],
      { type: 'seat_map', seat_map: { version: 6 } },
    )
    .leaving({ 'A-3': 'reserved' });
});

rule('a newcomer gets at once what has just lapsed', () => {
  given(at(0, reserve('anna', 'A-1')))
    .when(at(400, reserve('ben', 'A-1')))
    .happens([{ type: 'reservation_expired' }, { type: 'seats_reserved', lapses_at: second(705) }]);
});

rule('a refused command settles as well', () => {
  given(at(0, reserve('anna', 'A-1')))
    .when(at(305, reserve('ben', 'Z-1')))
    .happens([{ type: 'reservation_expired' }], { type: 'refused', code: 'unknown_seat' });
});

rule('a clock that jumps back does no harm: time never goes back before the newest event', () => {
  given(at(1_000, reserve('anna', 'A-1')))
    .when(at(400, reserve('ben', 'A-2')))
    .happens([
      { type: 'seats_reserved', at: second(1_000), expires_at: second(1_300), lapses_at: second(1_305) },
    ])
    .when(at(1_304, settle))
    .happens([])
    .when(at(1_305, settle))
    .happens([{ booking_id: booking('anna') }, { booking_id: booking('ben') }]);
});

rule('an exchange and a declined payment keep the deadline', () => {
  given(at(0, reserve('anna', 'A-1')), at(1, reserve('ben', 'A-2')), at(100, change('anna', 'B-1', 'B-2')))
    .when(at(200, pay('anna')))
    .happens([{ type: 'payment_started' }])
    .when(at(300, declined('anna')))
    .happens([{ type: 'payment_declined' }])
    .when(at(305, settle))
    .happens([{ type: 'reservation_expired', booking_id: booking('anna') }])
    .when(at(306, settle))
    .happens([{ type: 'reservation_expired', booking_id: booking('ben') }]);
});

rule('after an outage nothing older lapses for 30 s, and what was told stays told', () => {
  given(at(0, reserve('anna', 'A-1')))
    .when(afterOutage(2_000, at(2_000, settle)))
    .happens([])
    .when(at(2_029.999, readBooking('anna')))
    .happens([], { booking: { status: 'reserved', version: 1, expires_at: second(300) } })
    .when(at(2_030, settle))
    .happens([{ type: 'reservation_expired', booking_id: booking('anna') }]);
});

rule('an outage shortens nothing', () => {
  given(at(0, reserve('anna', 'A-1')))
    .when(afterOutage(100, at(131, settle)))
    .happens([])
    .when(at(304.999, settle))
    .happens([])
    .when(at(305, settle))
    .happens([{ type: 'reservation_expired' }]);
});

rule('within the grace after an outage a reservation can be paid, and its payment has its time', () => {
  given(at(0, reserve('anna', 'A-1')))
    .when(afterOutage(2_000, at(2_029, pay('anna'))))
    .happens([{ type: 'payment_started', ends_at: second(2_029 + 120) }])
    .when(at(2_148.999, settle))
    .happens([])
    .when(at(2_149, settle))
    .happens([{ type: 'reservation_expired' }]);
});

rule('waits and payments in flight have the grace too', () => {
  const past = [
    at(0, reserve('anna', 'A-1', 'A-2', 'A-3', 'A-4', 'B-1', 'B-2', 'B-3', 'B-4')),
    at(1, pay('anna')),
    at(2, join('ben', 8)),
  ];
  given(...past)
    .when(afterOutage(4_000, at(4_029.999, settle)))
    .happens([])
    .when(at(4_030, settle))
    .happens([{ type: 'reservation_expired' }, { type: 'waiting_served', waiting_id: waiting('ben') }]);
});

rule('what is made after an outage has no grace', () => {
  given()
    .when(afterOutage(100, at(100, reserve('anna', 'A-1'))))
    .happens([{ type: 'seats_reserved', lapses_at: second(405) }])
    .when(at(405, settle))
    .happens([{ type: 'reservation_expired' }]);
});

rule('with shorter durations after a restart no deadline comes before an older one', () => {
  given(at(0, reserve('anna', 'A-1')))
    .underLimits({ reservation_ms: 10_000, reservation_buffer_ms: 1_000 })
    .when(at(1, reserve('ben', 'A-2')))
    .happens([{ type: 'seats_reserved', expires_at: second(304), lapses_at: second(305) }])
    .when(at(305, settle))
    .happens([{ booking_id: booking('anna') }, { booking_id: booking('ben') }])
    .when(at(306, reserve('cara', 'A-1')))
    .happens([
      { type: 'seats_reserved', expires_at: second(316), lapses_at: second(317), seats: seats('A-1') },
    ]);
});

rule.run();
