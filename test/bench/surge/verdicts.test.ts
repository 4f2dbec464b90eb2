import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Verdict } from '../../../bench/surge/record.ts';
import { allOrNothing } from '../../../bench/surge/verdicts/all-or-nothing.ts';
import { definiteAnswers } from '../../../bench/surge/verdicts/definite-answers.ts';
import { moneyAgrees } from '../../../bench/surge/verdicts/money-agrees.ts';
import { noSeatTwice } from '../../../bench/surge/verdicts/no-seat-twice.ts';
import { nobodyOvertaken } from '../../../bench/surge/verdicts/nobody-overtaken.ts';
import { seatsAgree } from '../../../bench/surge/verdicts/seats-agree.ts';
import { booking, told, waited } from './told.ts';

const verdicts = suite('bench surge verdicts');

function kept({ faults }: Verdict): void {
  assert.equal(faults, []);
}

function broken({ faults }: Verdict, ...words: RegExp[]): void {
  assert.is(faults.length, words.length, faults.join('\n'));
  for (const [index, word] of words.entries()) assert.match(faults[index] ?? '', word);
}

const FOR_EVER = Number.POSITIVE_INFINITY;

verdicts('a seat may be held by one after the other, and by two in different shows', () => {
  const first = booking({ held_until: 200 });
  const second = booking({ told_at: 200, held_until: FOR_EVER });
  kept(noSeatTwice([told({ booking: first }), told({ booking: second })]));
  kept(noSeatTwice([told({ booking: second }), told({ booking: second, show: 1 })]));
});

verdicts('a seat held by two at a time is found, whoever was told first', () => {
  const first = told({ booking: booking({ held_until: FOR_EVER, seats: ['A-1', 'A-2'] }) });
  const second = told({ booking: booking({ told_at: 300, held_until: 400, seats: ['A-2', 'A-3'] }) });
  broken(noSeatTwice([first, second]), /A-2 of show 0 was held by two/);
  broken(noSeatTwice([second, first]), /A-2 of show 0 was held by two/);
});

verdicts('a seat held for long is not forgotten behind one held for short', () => {
  const long = told({ booking: booking({ told_at: 0, held_until: 1_000 }) });
  const short = told({ booking: booking({ told_at: 100, held_until: 200 }) });
  const later = told({ booking: booking({ told_at: 500, held_until: 600 }) });
  broken(noSeatTwice([long, short, later]), /held by two/, /held by two/);
});

verdicts('whoever waits is served before those who joined later', () => {
  const ahead = told({ wait: waited({}), booking: booking({ asked_at: 10, reserved_at: 600 }) });
  const behind = waited({ joined_after: 30, joined_before: 40 });
  const served = (reserved_at: number) =>
    told({ wait: behind, booking: booking({ asked_at: 30, reserved_at }) });
  kept(nobodyOvertaken([ahead, served(700)]));
  broken(nobodyOvertaken([ahead, served(550)]), /show 0: who asked/);
});

verdicts('nobody who joined at about the same time is said to be overtaken', () => {
  const one = told({ wait: waited({}), booking: booking({ asked_at: 10, reserved_at: 600 }) });
  const other = told({
    wait: waited({ joined_after: 15, joined_before: 25 }),
    booking: booking({ asked_at: 15, reserved_at: 550 }),
  });
  kept(nobodyOvertaken([one, other]));
});

verdicts('a newcomer gets nothing while somebody waits, but may before and after', () => {
  const waiting = told({ wait: waited({}) });
  const newcomer = (asked_at: number, reserved_at: number) =>
    told({ booking: booking({ asked_at, reserved_at }) });
  kept(nobodyOvertaken([waiting, newcomer(15, 30)]));
  kept(nobodyOvertaken([waiting, newcomer(100, 510)]));
  kept(nobodyOvertaken([waiting, told({ ...newcomer(100, 200), show: 1 })]));
  broken(nobodyOvertaken([waiting, newcomer(100, 200)]), /got seats at/);
});

verdicts('a booking has as many seats as were asked for, and those that were named', () => {
  kept(allOrNothing([told({ count: 2, booking: booking({ seats: ['A-1', 'A-2'] }) })]));
  kept(
    allOrNothing([
      told({ count: 2, booking: booking({ seats: ['A-2', 'A-1'], named: ['A-1', 'A-2'] }) }),
      told({}),
    ]),
  );
  broken(
    allOrNothing([
      told({ count: 2, booking: booking({ seats: ['A-1'] }) }),
      told({ count: 2, booking: booking({ seats: ['A-1', 'A-1'] }) }),
      told({ count: 1, booking: booking({ seats: ['A-1'], named: ['A-2'] }) }),
    ]),
    /has 1 seats, and 2 were asked for/,
    /has a seat twice/,
    /A-2 were asked for/,
  );
});

verdicts('everybody is told how it ended', () => {
  kept(definiteAnswers([told({ end: 'booked' }), told({ end: 'turned_away' })]));
  broken(
    definiteAnswers([
      told({ end: null }),
      told({ end: 'no_answer', unexpected: 'pay: 500', booking: booking({}) }),
    ]),
    /had nothing yet/,
    /had seats.*pay: 500/,
  );
});

verdicts('what was paid for is still booked in the end, with the same seats', () => {
  const paid = told({ booking: booking({ seats: ['A-1', 'A-2'], is_booked: true }) });
  kept(moneyAgrees([{ told: paid, status: 'booked', seats: ['A-2', 'A-1'] }]));
  broken(
    moneyAgrees([
      { told: paid, status: 'expired', seats: ['A-1', 'A-2'] },
      { told: paid, status: 'booked', seats: ['A-1', 'A-3'] },
    ]),
    /is 'expired' in the end/,
    /other seats/,
  );
});

verdicts('the map has as booked what users were told is theirs, and nothing else', () => {
  const paid = told({ end: 'booked', booking: booking({ is_booked: true }) });
  kept(seatsAgree([paid], [{ show: 0, booked: ['A-1'] }]));
  broken(seatsAgree([paid], [{ show: 0, booked: [] }]), /does not have as booked A-1/);
  broken(
    seatsAgree([paid], [{ show: 0, booked: ['A-1', 'A-2'] }]),
    /nobody was told of the booked seats A-2/,
  );
  broken(seatsAgree([paid], [{ show: 0, booked: null }]), /does not tell/);
});

verdicts('a seat that nobody was told of may be that of somebody who got no answer', () => {
  const unsure = told({ end: 'no_answer', booking: booking({}) });
  kept(seatsAgree([unsure], [{ show: 0, booked: ['A-1'] }]));
});

verdicts('of many faults the first few are told', () => {
  const lost = Array.from({ length: 12 }, () => told({ end: null }));
  const { faults } = definiteAnswers(lost);
  assert.is(faults.length, 6);
  assert.is(faults.at(-1), 'and 7 more like these');
});

verdicts.run();
