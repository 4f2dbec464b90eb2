import { useState } from 'preact/hooks';
import type { Booking } from '../../shared/contract.ts';
import { texts } from '../../shared/texts.ts';
import { SeatTable } from './seat-table.tsx';
import { TicketList } from './ticket-list.tsx';

interface BookedPartProps {
  readonly booking: Booking;
  readonly onCancel: () => void;
}

/** Seats that are paid for: their tickets, and the way to cancel them. */
export function BookedPart({ booking, onCancel }: BookedPartProps) {
  return (
    <>
      <p>{texts.booking.bookedHint}</p>
      <SeatTable {...booking} />
      <TicketList booking={booking} />
      <p class="quiet">{texts.booking.number(booking.booking_id)}</p>
      <Cancel onCancel={onCancel} />
    </>
  );
}

/** Cancelling asks first: there is no way back. */
function Cancel({ onCancel }: Pick<BookedPartProps, 'onCancel'>) {
  const [isAsking, setIsAsking] = useState(false);
  if (!isAsking) {
    return (
      <div class="actions">
        <button type="button" onClick={() => setIsAsking(true)}>
          {texts.booking.cancel}
        </button>
      </div>
    );
  }
  const cancel = (): void => {
    setIsAsking(false);
    onCancel();
  };
  return (
    <div class="actions" role="group" aria-label={texts.booking.cancelQuestion}>
      <span class="question">{texts.booking.cancelQuestion}</span>
      {/* It stands where the finger has just been: nobody cancels by pressing twice. */}
      <button type="button" autofocus onClick={() => setIsAsking(false)}>
        {texts.booking.cancelNo}
      </button>
      <button type="button" class="danger" onClick={cancel}>
        {texts.booking.cancelYes}
      </button>
    </div>
  );
}
