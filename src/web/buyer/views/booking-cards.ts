import type { Booking } from '../../shared/contract.ts';
import { ProblemError } from '../../shared/problem.ts';
import * as api from '../api.ts';
import { element } from '../dom.ts';
import type { Mine } from '../mine.ts';
import type { Acting } from './acting.ts';
import { type BookingCard, bookingCard } from './booking.ts';
import type { Notice } from './notice.ts';

interface Options {
  readonly act: Acting['act'];
  readonly mine: Mine;
  readonly news: Notice;
  /** Begins the choosing of other seats; null where there is no hall to choose in. */
  readonly change: ((booking: Booking) => void) | null;
}

export interface BookingCards {
  readonly element: HTMLElement;
  /** Shows a card for each booking that is alive, and for each that ended while its card was here. */
  update(bookings: readonly Booking[]): void;
  focus(booking: Booking): void;
  tick(): void;
}

export function bookingCards({ act, mine, news, change }: Options): BookingCards {
  const cards = new Map<string, BookingCard>();
  const container = element('div', { class: 'bookings' });

  const take = ({ booking }: { readonly booking: Booking }): void => mine.putBooking(booking);

  /** A refusal says that the booking is not what this page took it for. */
  function lookAgain(error: unknown): void {
    if (!(error instanceof ProblemError)) return;
    // The card itself says why a payment was declined, as long as the seats are held.
    if (error.problem.code === 'payment_declined') news.clear();
    mine.refresh(new AbortController().signal).catch(() => undefined);
  }

  const actions = {
    pay: (booking: Booking, payment_token: string) =>
      act(api.paying(booking, payment_token), take, lookAgain),
    end: (booking: Booking) => act(api.ending(booking), take, lookAgain),
    change,
    dismiss(booking: Booking) {
      cards.get(booking.booking_id)?.element.remove();
      cards.delete(booking.booking_id);
    },
  };

  return {
    element: container,
    update(bookings) {
      // The newest comes first on the page, so it is put in front last.
      for (const booking of [...bookings].reverse()) {
        const card = cards.get(booking.booking_id);
        const isAlive = booking.status === 'reserved' || booking.status === 'booked';
        if (card !== undefined) card.update(booking);
        else if (isAlive) {
          const made = bookingCard(booking, actions);
          cards.set(booking.booking_id, made);
          container.prepend(made.element);
        }
      }
    },
    focus: (booking) => cards.get(booking.booking_id)?.element.querySelector('h2')?.focus(),
    tick() {
      for (const card of cards.values()) card.tick();
    },
  };
}
