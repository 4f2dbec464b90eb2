import { useState } from 'preact/hooks';
import type { Booking } from '../../shared/contract.ts';
import { money } from '../../shared/format.ts';
import { texts } from '../../shared/texts.ts';

interface PaymentFormProps {
  readonly booking: Booking;
  readonly disabled: boolean;
  readonly onPay: (payment_token: string) => void;
}

const CARDS = Object.entries(texts.cards);

/** Pays with one of the sandbox's cards. */
export function PaymentForm({ booking, disabled, onPay }: PaymentFormProps) {
  const [token, setToken] = useState(CARDS[0]?.[0] ?? '');
  const id = `card-${booking.booking_id}`;
  const submit = (event: Event): void => {
    event.preventDefault();
    onPay(token);
  };
  return (
    <form class="pay" onSubmit={submit}>
      <label for={id}>{texts.booking.card}</label>
      <select id={id} value={token} onInput={(event) => setToken(event.currentTarget.value)}>
        {CARDS.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      <button type="submit" class="primary" disabled={disabled}>
        {texts.booking.pay(money(booking.total))}
      </button>
    </form>
  );
}
