import type { LastLook } from '../crowd/last-look.ts';
import type { Told } from '../crowd/told.ts';
import type { Verdict } from '../record.ts';
import { allOrNothing } from './all-or-nothing.ts';
import { definiteAnswers } from './definite-answers.ts';
import { moneyAgrees } from './money-agrees.ts';
import { noSeatTwice } from './no-seat-twice.ts';
import { nobodyOvertaken } from './nobody-overtaken.ts';
import { seatsAgree } from './seats-agree.ts';

/** Every promise, judged by what the users were told. */
export function verdictsOn(told: readonly Told[], { bookings, shows }: LastLook): Verdict[] {
  return [
    noSeatTwice(told),
    nobodyOvertaken(told),
    allOrNothing(told),
    definiteAnswers(told),
    moneyAgrees(bookings),
    seatsAgree(told, shows),
  ];
}
