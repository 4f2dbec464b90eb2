import { suite } from 'uvu';
import { START, showIn } from './halls.ts';
import { block, cancelShow, captured, change, join, pay, reserve, reserveBest } from './people.ts';
import { at, given, givenIn } from './story.ts';

const rule = suite('rule 5: a refusal says which, in order');

/** A-1 booked, A-2 blocked, A-3 held; B is free. */
const mixed = [reserve('anna', 'A-1'), pay('anna'), captured('anna'), block('A-2'), reserve('ben', 'A-3')];
const B = ['B-1', 'B-2', 'B-3', 'B-4'] as const;

rule('a booked and a blocked seat are unavailable, and named', () => {
  given(...mixed)
    .when(reserve('cara', 'B-1', 'A-3', 'A-2', 'A-1'))
    .happens([], { type: 'refused', code: 'seat_unavailable', seats: ['A-1', 'A-2'] });
});

rule('seats that others hold can be tried again, and are named', () => {
  given(...mixed)
    .when(reserve('cara', 'A-3', 'B-1'))
    .happens([], { type: 'refused', code: 'retry', reason: 'held', seats: ['A-3'], waiting: 0 });
});

rule('who names free seats while people wait is told of the queue', () => {
  given(...mixed, reserve('cara', 'B-1', 'B-2'), join('dan', 4), join('eve', 1))
    .when(reserve('fay', 'B-3'))
    .happens([], { type: 'refused', code: 'retry', reason: 'queue', seats: [], waiting: 2 })
    .when(reserveBest('fay', 1))
    .happens([], { type: 'refused', code: 'retry', reason: 'queue', seats: [], waiting: 2 })
    .when(reserve('fay', 'A-3', 'B-3'))
    .happens([], { type: 'refused', code: 'retry', reason: 'held', seats: ['A-3'], waiting: 2 })
    .when(reserveBest('fay', 6))
    .happens([], { type: 'refused', code: 'retry', reason: 'held', seats: [], waiting: 2 });
});

rule('the show is full where fewer seats than wanted are neither booked nor blocked', () => {
  given(...mixed, block('A-2', ...B))
    .when(reserveBest('cara', 2))
    .happens([], { type: 'refused', code: 'retry', reason: 'held' })
    .when(reserveBest('cara', 3))
    .happens([], { type: 'refused', code: 'show_full' })
    .when(reserve('cara', 'A-1', 'A-2', 'A-3'))
    .happens([], { type: 'refused', code: 'show_full' })
    .when(reserve('cara', 'A-1', 'A-3'))
    .happens([], { type: 'refused', code: 'seat_unavailable', seats: ['A-1'] });
});

rule('of a type: full where too few of that type are left', () => {
  givenIn({ definition: showIn(['rrrr', 'pp']) }, reserve('anna', 'B-1'), pay('anna'), captured('anna'))
    .when(reserveBest('ben', 2, 'premium'))
    .happens([], { code: 'show_full' })
    .when(reserveBest('ben', 1, 'premium'))
    .happens([{ type: 'seats_reserved' }])
    .when(reserveBest('cara', 1, 'premium'))
    .happens([], { code: 'retry', reason: 'held' });
});

rule('an exchange wants all the seats it names, also those it has', () => {
  given(reserve('anna', 'A-1', 'A-2'), block('A-4', ...B))
    .when(change('anna', 'A-1', 'A-2', 'A-3', 'B-1'))
    .happens([], { code: 'show_full' })
    .when(change('anna', 'A-1', 'A-2', 'B-1'))
    .happens([], { code: 'seat_unavailable', seats: ['B-1'] });
});

rule('a validation error comes before all else', () => {
  given(reserve('anna', 'A-1'), block(...B))
    .when(reserve('ben', 'A-1', 'B-1', 'Z-9'))
    .happens([], { code: 'unknown_seat' })
    .when(reserve('ben', 'A-1', 'B-1', 'A-1'))
    .happens([], { code: 'duplicate_seat' })
    .when(reserveBest('ben', 8, 'balcony'))
    .happens([], { code: 'unknown_seat_type' })
    .when({ ...reserve('ben', 'A-1', 'Z-9'), movie_id: reserve('ben').booking_id })
    .happens([], { code: 'wrong_movie' });
});

rule('validation errors are told after the start and after a cancellation too', () => {
  given()
    .when(at(START, reserve('anna', 'Z-9')))
    .happens([], { code: 'unknown_seat' })
    .when(at(START, reserve('anna', 'A-1')))
    .happens([], { code: 'sales_closed' })
    .when(at(START, reserveBest('anna', 9)))
    .happens([], { code: 'sales_closed' });
  given(cancelShow)
    .when(reserve('anna', 'Z-9'))
    .happens([], { code: 'unknown_seat' })
    .when(reserveBest('anna', 9))
    .happens([], { code: 'show_cancelled' });
});

rule.run();
