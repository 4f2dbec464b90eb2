import type { Booking } from '../../shared/contract.ts';
import { texts } from '../../shared/texts.ts';

interface EndedPartProps {
  readonly status: 'expired' | 'released' | 'cancelled';
  readonly payment: Booking['payment'];
  readonly onDismiss: () => void;
}

/** How a booking ended, and where the money is, if any was asked for. */
export function EndedPart({ status, payment, onDismiss }: EndedPartProps) {
  return (
    <>
      <p>{texts.booking.endedHint[status]}</p>
      {payment === null ? null : <p>{texts.booking.money[payment.status]}</p>}
      <div class="actions">
        <button type="button" onClick={onDismiss}>
          {texts.booking.dismiss}
        </button>
      </div>
    </>
  );
}
