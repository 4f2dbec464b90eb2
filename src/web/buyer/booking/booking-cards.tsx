import { useState } from 'preact/hooks';
import type { Booking } from '../../shared/contract.ts';
import { ProblemError } from '../../shared/problem.ts';
import { texts } from '../../shared/texts.ts';
import type { Acting } from '../frame/use-acting.ts';
import * as api from '../service/api.ts';
import { mine } from '../service/mine.ts';
import { BookingCard } from './booking-card.tsx';

interface BookingCardsProps {
  readonly bookings: readonly Booking[];
  readonly acting: Acting;
  /** The booking that is what one looks at next; null where none is. */
  readonly fresh: string | null;
  /** Begins the choosing of other seats; null where there is no hall to choose in. */
  readonly change: ((booking: Booking) => void) | null;
}

/** A card for each booking that is alive, and for each that ended while its card was here. */
export function BookingCards({ bookings, acting, fresh, change }: BookingCardsProps) {
  const [shown] = useState(() => new Set<string>());
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  for (const booking of bookings) if (isAlive(booking)) shown.add(booking.booking_id);

  const take = ({ booking }: { readonly booking: Booking }): void => mine.putBooking(booking);

  /** A refusal says that the booking is not what this page took it for. */
  function lookAgain(error: unknown): 'told' | null {
    if (!(error instanceof ProblemError)) return null;
    mine.refresh(new AbortController().signal).catch(() => undefined);
    // The card itself says why a payment was declined, as long as the seats are held.
    return error.problem.code === 'payment_declined' ? 'told' : null;
  }

  const pay = (booking: Booking, payment_token: string): void =>
    acting.act({
      intent: api.paying(booking, payment_token),
      doing: texts.doing.paying,
      take,
      refused: lookAgain,
    });
  const end = (booking: Booking): void =>
    acting.act({ intent: api.ending(booking), doing: texts.doing.ending, take, refused: lookAgain });

  return (
    <div class="bookings">
      {bookings
        .filter(({ booking_id }) => shown.has(booking_id) && !dismissed.has(booking_id))
        .map((booking) => (
          <BookingCard
            key={booking.booking_id}
            booking={booking}
            is_fresh={booking.booking_id === fresh}
            onPay={(payment_token) => pay(booking, payment_token)}
            onEnd={() => end(booking)}
            onChange={change === null ? null : () => change(booking)}
            onDismiss={() => setDismissed(new Set([...dismissed, booking.booking_id]))}
          />
        ))}
    </div>
  );
}

function isAlive({ status }: Booking): boolean {
  return status === 'reserved' || status === 'booked';
}
