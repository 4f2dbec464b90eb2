import { useState } from 'preact/hooks';
import { money } from '../../shared/format.ts';
import { texts } from '../../shared/texts.ts';
import { CountField } from './count-field.tsx';
import type { Prices } from './prices.ts';

const USUAL_COUNT = 2;

interface BestSeatsProps {
  readonly prices: Prices;
  /** `type` null is any. */
  readonly onReserve: (count: number, type: string | null) => void;
}

/** Reserves the best seats together, without choosing them one by one. */
export function BestSeats({ prices, onReserve }: BestSeatsProps) {
  const [count, setCount] = useState(USUAL_COUNT);
  const [type, setType] = useState('');
  const submit = (event: Event): void => {
    event.preventDefault();
    onReserve(count, type === '' ? null : type);
  };
  return (
    <form class="card best" onSubmit={submit}>
      <h2>{texts.best.title}</h2>
      <div class="best-fields">
        <CountField id="best-count" label={texts.best.count} count={count} onCount={setCount} />
        <div class="field">
          <label for="best-type">{texts.best.type}</label>
          <select id="best-type" value={type} onInput={(event) => setType(event.currentTarget.value)}>
            <option value="">{texts.best.anyType}</option>
            {[...prices].map(([name, price]) => (
              <option key={name} value={name}>
                {texts.hall.typeAndPrice(name, money(price))}
              </option>
            ))}
          </select>
        </div>
        <button type="submit">{texts.best.reserve}</button>
      </div>
    </form>
  );
}
