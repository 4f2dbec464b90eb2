import { money } from '../../shared/format.ts';
import { texts } from '../../shared/texts.ts';
import { SeatSign } from './plan/seat-sign.tsx';
import { type SeatState, STATE_WORDS } from './plan/seat-state.ts';
import type { Prices } from './prices.ts';

const STATES: readonly SeatState[] = ['chosen', 'reserved', 'booked', 'blocked', 'mine_reserved'];
const EXAMPLE_NUMBER = 7;

/** The hall's seat types with their prices, and the signs that seats can show. */
export function Legend({ prices }: { readonly prices: Prices }) {
  return (
    <ul class="legend" aria-label={texts.hall.legend}>
      {[...prices].map(([type, price], index) => (
        <Sign key={type} state="available" type={index} words={texts.hall.typeAndPrice(type, money(price))} />
      ))}
      {STATES.map((state) => (
        <Sign key={state} state={state} type={0} words={STATE_WORDS[state]} />
      ))}
    </ul>
  );
}

function Sign({ state, type, words }: { state: SeatState; type: number; words: string }) {
  return (
    <li>
      <svg
        class="seat"
        data-state={state}
        data-type={type}
        viewBox="-20 -20 40 40"
        width="28"
        height="28"
        aria-hidden="true"
      >
        <SeatSign state={state} type={type} number={EXAMPLE_NUMBER} />
      </svg>
      <span>{words}</span>
    </li>
  );
}
