import { suite } from 'uvu';
import { second, showIn } from './halls.ts';
import { booking, change, id, reserve, reserveBest, session } from './people.ts';
import { at, given, givenIn, seats, seatsNamed } from './story.ts';

const rule = suite('rule 1: all or nothing');

rule('all the named seats are reserved by one event, in the order of the hall', () => {
  given()
    .when(reserve('anna', 'B-2', 'A-4', 'A-1'))
    .happens(
      [
        {
          type: 'seats_reserved',
          at: second(0),
          booking_id: booking('anna'),
          session: session('anna'),
          seats: seats('A-1', 'A-4', 'B-2'),
          expires_at: second(300),
          lapses_at: second(305),
        },
      ],
      {
        type: 'booking',
        booking: {
          booking_id: booking('anna'),
          show_id: id('SHOW', '1'),
          status: 'reserved',
          version: 1,
          seats: [
            { seat_id: 'A-1', row: 'A', number: 1, type: 'regular', price: 1_200 },
            { seat_id: 'A-4', row: 'A', number: 4, type: 'regular', price: 1_200 },
            { seat_id: 'B-2', row: 'B', number: 2, type: 'regular', price: 1_200 },
          ],
          total: 3_600,
          currency: 'USD',
          expires_at: second(300),
          payment: null,
        },
      },
    )
    .leaving({ 'A-1': 'reserved', 'A-4': 'reserved', 'B-2': 'reserved' });
});

rule('where one of the named seats is held, none is reserved', () => {
  given(reserve('anna', 'A-2'))
    .when(reserve('ben', 'A-1', 'A-2', 'A-3'))
    .happens([], { type: 'refused', code: 'retry' })
    .leaving({ 'A-2': 'reserved' });
});

rule('a count is served with the best seats together', () => {
  givenIn({ definition: showIn(['rrrrr', 'rrrrr', 'rrrrr']) })
    .when(reserveBest('anna', 3))
    .happens([{ type: 'seats_reserved' }], { booking: { seats: seatsNamed('B-2', 'B-3', 'B-4') } });
});

rule('a count of a type is served with seats of that type alone', () => {
  givenIn({ definition: showIn(['rrrr', 'rppr', 'rrrr']) })
    .when(reserveBest('anna', 2, 'premium'))
    .happens([{ type: 'seats_reserved' }], {
      booking: {
        seats: [{ seat_id: 'B-2', type: 'premium', price: 1_500 }, { seat_id: 'B-3' }],
        total: 3_000,
      },
    })
    .when(reserveBest('ben', 1, 'premium'))
    .happens([], { code: 'retry', reason: 'held' });
});

rule('a count that is there only over two rows is served from two', () => {
  given(reserve('anna', 'A-1', 'B-1'))
    .when(reserveBest('ben', 6))
    .happens([{ type: 'seats_reserved', seats: seats('A-2', 'A-3', 'A-4', 'B-2', 'B-3', 'B-4') }]);
});

rule('unknown seats are named', () => {
  given()
    .when(reserve('anna', 'A-1', 'A-5', 'C-1', 'a-1'))
    .happens([], { type: 'refused', code: 'unknown_seat', seats: ['A-5', 'C-1', 'a-1'] });
});

rule('a seat that is named twice is named once', () => {
  given()
    .when(reserve('anna', 'A-1', 'A-2', 'A-1', 'A-1'))
    .happens([], { type: 'refused', code: 'duplicate_seat', seats: ['A-1'] });
});

rule('an unknown type is refused', () => {
  given()
    .when(reserveBest('anna', 1, 'balcony'))
    .happens([], { type: 'refused', code: 'unknown_seat_type', seat_type: 'balcony' });
});

rule("a movie that is not the show's is refused, the show's own is not", () => {
  given()
    .when({ ...reserve('anna', 'A-1'), movie_id: id('MOVIE', '2') })
    .happens([], { type: 'refused', code: 'wrong_movie' })
    .when({ ...reserve('anna', 'A-1'), movie_id: id('MOVIE', '1') })
    .happens([{ type: 'seats_reserved' }]);
});

rule('an exchange is all or nothing too', () => {
  given(at(0, reserve('anna', 'A-1', 'A-2')), reserve('ben', 'B-2'))
    .when(at(10, change('anna', 'B-1', 'B-2')))
    .happens([], { type: 'refused', code: 'retry', reason: 'held', seats: ['B-2'] })
    .leaving({ 'A-1': 'reserved', 'A-2': 'reserved', 'B-2': 'reserved' });
});

rule.run();
