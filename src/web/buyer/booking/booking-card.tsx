import { useEffect, useRef } from 'preact/hooks';
import type { Booking } from '../../shared/contract.ts';
import { texts } from '../../shared/texts.ts';
import { useHeadingFocus } from '../frame/use-heading-focus.ts';
import { BookedPart } from './booked-part.tsx';
import { EndedPart } from './ended-part.tsx';
import { ReservedPart } from './reserved-part.tsx';
import { SeatTable } from './seat-table.tsx';

export interface BookingCardProps {
  readonly booking: Booking;
  /** Whether it is what one looks at next. */
  readonly is_fresh: boolean;
  readonly onPay: (payment_token: string) => void;
  /** Releases or cancels it. */
  readonly onEnd: () => void;
  /** Null where other seats cannot be chosen here. */
  readonly onChange: (() => void) | null;
  /** Takes the card of a booking that has ended away. */
  readonly onDismiss: () => void;
}

/** One booking, with all that can be done to it as it stands. */
export function BookingCard(props: BookingCardProps) {
  const { booking, is_fresh } = props;
  const card = useRef<HTMLElement>(null);
  const phase = isPaying(booking) ? 'paying' : booking.status;
  useHeadingFocus(card, phase);
  useEffect(() => {
    if (is_fresh) card.current?.querySelector('h2')?.focus();
  }, [is_fresh]);
  return (
    <section class="card booking" ref={card} data-status={phase}>
      <h2 tabIndex={-1}>{phase === 'paying' ? texts.booking.paying : texts.booking.title[phase]}</h2>
      <Part {...props} />
    </section>
  );
}

function Part({ booking, onPay, onEnd, onChange, onDismiss }: BookingCardProps) {
  if (isPaying(booking)) {
    return (
      <>
        <p>{texts.booking.payingHint}</p>
        <SeatTable {...booking} />
      </>
    );
  }
  switch (booking.status) {
    case 'reserved':
      return <ReservedPart booking={booking} onPay={onPay} onChange={onChange} onRelease={onEnd} />;
    case 'booked':
      return <BookedPart booking={booking} onCancel={onEnd} />;
    case 'expired':
    case 'released':
    case 'cancelled':
      return <EndedPart status={booking.status} payment={booking.payment} onDismiss={onDismiss} />;
  }
}

/** Whether a payment is under way, so that nothing else can be done. */
function isPaying(booking: Booking): boolean {
  return booking.status === 'reserved' && booking.payment?.status === 'in_flight';
}
