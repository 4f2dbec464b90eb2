import type { Booking } from '../../shared/contract.ts';
import { useNow } from '../../shared/hooks/use-now.ts';
import { texts } from '../../shared/texts.ts';
import { Countdown } from './countdown.tsx';
import { PaymentForm } from './payment-form.tsx';
import { SeatTable } from './seat-table.tsx';

interface ReservedPartProps {
  readonly booking: Booking;
  readonly onPay: (payment_token: string) => void;
  readonly onChange: (() => void) | null;
  readonly onRelease: () => void;
}

/** Seats that are held for a while: to be paid for, exchanged or given back while there is time. */
export function ReservedPart({ booking, onPay, onChange, onRelease }: ReservedPartProps) {
  const left_ms = Date.parse(booking.expires_at) - useNow(true);
  const is_over = left_ms <= 0;
  return (
    <>
      <Countdown left_ms={left_ms} />
      <SeatTable {...booking} />
      <Declined payment={booking.payment} />
      <PaymentForm booking={booking} disabled={is_over} onPay={onPay} />
      <div class="actions">
        {onChange === null ? null : (
          <button type="button" disabled={is_over} onClick={onChange}>
            {texts.booking.change}
          </button>
        )}
        <button type="button" disabled={is_over} onClick={onRelease}>
          {texts.booking.release}
        </button>
      </div>
    </>
  );
}

function Declined({ payment }: Pick<Booking, 'payment'>) {
  const isDeclined = payment?.status === 'declined';
  const reason = payment?.reason ?? null;
  const words = texts.booking.declineReasons[reason ?? ''] ?? texts.booking.otherReason(reason);
  return (
    <p class="warning" role="alert">
      {isDeclined ? texts.booking.declined(words) : null}
    </p>
  );
}
