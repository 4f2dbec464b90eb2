import { suite } from 'uvu';
import { START, second } from './halls.ts';
import {
  booking,
  cancelShow,
  captured,
  checkIn,
  end,
  join,
  pay,
  readDoorList,
  refunded,
  reserve,
  reserveBest,
  session,
  settle,
} from './people.ts';
import { at, given, seats } from './story.ts';

const door = suite('check-in: each ticket of a booked booking is let in once');

/** The doors open two hours before the start, which in these stories is at second 0. */
const booked = [at(0, reserve('anna', 'A-1', 'A-2')), pay('anna'), captured('anna')];
const [a1 = -1, a2 = -1] = seats('A-1', 'A-2');

door('a ticket is admitted, for its seat alone', () => {
  given(...booked)
    .when(at(10, checkIn('anna', 'A-1')))
    .happens([{ type: 'ticket_admitted', at: second(10), booking_id: booking('anna'), seat: a1 }], {
      type: 'check_in',
      outcome: { result: 'admitted', admitted_at: second(10) },
    })
    .when(at(11, checkIn('anna', 'A-2', 'another door')))
    .happens([{ type: 'ticket_admitted', seat: a2 }], { outcome: { result: 'admitted' } })
    .leaving({ 'A-1': 'booked', 'A-2': 'booked' });
});

door('of two doors one admits it; the other hears since when', () => {
  given(...booked, at(10, checkIn('anna', 'A-1', 'one door')))
    .when(at(10, checkIn('anna', 'A-1', 'the other door')))
    .happens([], { outcome: { result: 'already_admitted', admitted_at: second(10) } });
});

door('an admission can be repeated with its nonce, and is told as it was', () => {
  given(...booked, at(10, checkIn('anna', 'A-1')))
    .when(at(99, checkIn('anna', 'A-1')))
    .happens([], { outcome: { result: 'admitted', admitted_at: second(10) } });
});

door('nobody is admitted long before the start', () => {
  given(...booked)
    .underLimits({ doors_open_ms: 1_800_000 })
    .when(at(START - 1_800.001, checkIn('anna', 'A-1')))
    .happens([], { outcome: { result: 'too_early', admits_from: second(START - 1_800) } })
    .when(at(START - 1_800, checkIn('anna', 'A-1')))
    .happens([{ type: 'ticket_admitted' }], { outcome: { result: 'admitted' } });
});

door('late comers are admitted after the start', () => {
  given(...booked)
    .when(at(START + 3_600, checkIn('anna', 'A-1')))
    .happens([{ type: 'ticket_admitted' }], { outcome: { result: 'admitted' } });
});

door('what is not booked has no ticket', () => {
  given(...booked, reserve('ben', 'A-3'), pay('ben'))
    .when(checkIn('ben', 'A-3'))
    .happens([], { outcome: { result: 'invalid' } })
    .when(checkIn('anna', 'A-3'))
    .happens([], { outcome: { result: 'invalid' } })
    .when(checkIn('anna', 'Z-9'))
    .happens([], { outcome: { result: 'invalid' } })
    .when(checkIn('cara', 'A-1'))
    .happens([], { outcome: { result: 'invalid' } });
});

door('a cancelled booking is not admitted, and its seat is with its next owner', () => {
  given(...booked, end('anna'), reserve('ben', 'A-1'), pay('ben'), captured('ben'))
    .when(checkIn('anna', 'A-1'))
    .happens([], { outcome: { result: 'cancelled' } })
    .when(checkIn('ben', 'A-1'))
    .happens([{ type: 'ticket_admitted', booking_id: booking('ben') }], { outcome: { result: 'admitted' } });
});

door('once it is refunded the show has forgotten it; what became of it is in the tables', () => {
  given(...booked, end('anna'), refunded('anna'))
    .when(checkIn('anna', 'A-1'))
    .happens([], { outcome: { result: 'invalid' } });
});

door('a booking cannot be cancelled any more once somebody came in with it', () => {
  given(...booked, at(10, checkIn('anna', 'A-2')))
    .when(end('anna'))
    .happens([], { type: 'refused', code: 'already_admitted', seats: ['A-2'] })
    .when(end('anna', 'booked'))
    .happens([], { type: 'refused', code: 'already_admitted' })
    .when({ ...end('anna'), session: session('ben') })
    .happens([], { type: 'refused', code: 'unknown_booking' })
    .when(at(START, end('anna')))
    .happens([], { type: 'refused', code: 'sales_closed' });
});

door('the operator can cancel the show all the same, and then nobody is admitted', () => {
  given(...booked, at(10, checkIn('anna', 'A-2')))
    .when(at(11, cancelShow))
    .happens([{ type: 'show_cancelled' }], { type: 'done' })
    .when(checkIn('anna', 'A-1'))
    .happens([], { outcome: { result: 'cancelled' } })
    .when(checkIn('anna', 'A-2'))
    .happens([], { outcome: { result: 'cancelled' } })
    .when(readDoorList)
    .happens([], { type: 'door_list', tickets: [] });
});

door('what a door without a network let in counts from then', () => {
  given(...booked)
    .when(at(500, { ...checkIn('anna', 'A-1'), admitted_at: second(100) }))
    .happens([{ type: 'ticket_admitted', at: second(500), admitted_at: second(100) }], {
      outcome: { result: 'admitted', admitted_at: second(100) },
    })
    .when(at(501, { ...checkIn('anna', 'A-1'), admitted_at: second(100) }))
    .happens([], { outcome: { result: 'admitted', admitted_at: second(100) } });
});

door('the first that is handed in counts, the second is reported', () => {
  given(...booked, at(500, { ...checkIn('anna', 'A-1', 'one door'), admitted_at: second(100) }))
    .when(at(600, { ...checkIn('anna', 'A-1', 'the other door'), admitted_at: second(90) }))
    .happens([], { outcome: { result: 'already_admitted', admitted_at: second(100) } });
});

door('a door whose clock is ahead has let it in by now at the latest', () => {
  given(...booked)
    .when(at(500, { ...checkIn('anna', 'A-1'), admitted_at: second(90_000) }))
    .happens([{ type: 'ticket_admitted', admitted_at: second(500) }], {
      outcome: { admitted_at: second(500) },
    });
});

door('whether it was too early is told by the time at the door', () => {
  given(...booked)
    .underLimits({ doors_open_ms: 1_800_000 })
    .when(at(START, { ...checkIn('anna', 'A-1'), admitted_at: second(START - 1_801) }))
    .happens([], { outcome: { result: 'too_early' } })
    .when(at(START, { ...checkIn('anna', 'A-1'), admitted_at: second(START - 1_799) }))
    .happens([{ type: 'ticket_admitted' }]);
});

door('a check-in settles what is due, as every command does', () => {
  given(...booked, at(10, reserveBest('ben', 6)), join('cara', 2))
    .when(at(315, checkIn('anna', 'A-1')))
    .happens([
      { type: 'reservation_expired', booking_id: booking('ben') },
      { type: 'waiting_served' },
      { type: 'ticket_admitted', at: second(315) },
    ]);
});

door('the door list has every booked seat in the order of the hall, and who came in', () => {
  given(...booked, reserve('ben', 'A-3'), reserve('cara', 'B-1'), pay('cara'), captured('cara'))
    .when(readDoorList)
    .happens([], {
      tickets: [
        { booking_id: booking('anna'), seat_id: 'A-1', admitted_at: null },
        { booking_id: booking('anna'), seat_id: 'A-2', admitted_at: null },
        { booking_id: booking('cara'), seat_id: 'B-1', admitted_at: null },
      ],
    })
    .when(at(20, checkIn('cara', 'B-1')))
    .happens([{ type: 'ticket_admitted' }])
    .when(at(30, readDoorList))
    .happens([], { tickets: [{ admitted_at: null }, { admitted_at: null }, { admitted_at: second(20) }] })
    .when(settle)
    .happens([]);
});

door.run();
