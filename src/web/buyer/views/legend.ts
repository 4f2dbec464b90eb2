import type { Seat } from '../../shared/contract.ts';
import { money } from '../../shared/format.ts';
import { texts } from '../../shared/texts/en.ts';
import { element } from '../dom.ts';
import { type SeatState, SIGNS, STATE_WORDS } from './seat-state.ts';

const STATES: readonly SeatState[] = ['chosen', 'reserved', 'booked', 'blocked', 'mine_reserved'];
const EXAMPLE_NUMBER = '7';

/** The hall's seat types with their prices, and the signs that seats can show. */
export function legend(seats: Iterable<Seat>): HTMLElement {
  const types = new Map<string, Seat>();
  for (const seat of seats) if (!types.has(seat.type)) types.set(seat.type, seat);
  return element(
    'ul',
    { class: 'legend', 'aria-label': texts.hall.legend },
    ...[...types.values()].map(({ type, price }, index) =>
      item('available', index, texts.hall.typeAndPrice(type, money(price))),
    ),
    ...STATES.map((state) => item(state, 0, STATE_WORDS[state])),
  );
}

function item(state: SeatState, type: number, words: string): HTMLLIElement {
  const sign = element(
    'span',
    { class: 'seat', 'data-state': state, 'data-type': type, 'aria-hidden': 'true' },
    SIGNS[state] ?? EXAMPLE_NUMBER,
  );
  return element('li', {}, sign, element('span', {}, words));
}
