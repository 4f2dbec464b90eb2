import { clock } from '../shared/clock.ts';
import type { Booking } from '../shared/contract.ts';
import { ordinal, timeLeft } from '../shared/format.ts';
import { texts } from '../shared/texts/en.ts';
import { element, link, setText } from './dom.ts';
import type { Mine } from './mine.ts';
import { hrefs } from './router.ts';

export interface Header {
  readonly element: HTMLElement;
  /** Names the place of the page in the browser's tab. */
  setTitle(title: string): void;
}

/**
 * On top of every place of the page: the way to the start, and what cannot wait: a reservation that runs out, or a
 * place in a queue. The browser's tab says it too, for whoever looks elsewhere meanwhile.
 */
export function header(mine: Mine): Header {
  const pill = link(texts.header.bookings, hrefs.bookings, 'pill');
  let place: string = texts.site;

  function update(): void {
    const urgent = mostUrgent(mine);
    setText(pill, urgent?.words ?? texts.header.bookings);
    pill.toggleAttribute('data-urgent', urgent !== null);
    const href = urgent === null ? hrefs.bookings : hrefs.hall(urgent.show_id);
    if (pill.getAttribute('href') !== href) pill.setAttribute('href', href);
    const title = urgent === null ? place : `${urgent.words} · ${place}`;
    if (document.title !== title) document.title = title;
  }

  mine.subscribe(update, new AbortController().signal);
  setInterval(update, 500);
  return {
    element: element('header', { class: 'site' }, link(texts.site, hrefs.cities, 'brand'), pill),
    setTitle(title) {
      place = title;
      update();
    },
  };
}

function mostUrgent(mine: Mine): { readonly show_id: string; readonly words: string } | null {
  const left_ms = (booking: Booking): number => Date.parse(booking.expires_at) - clock.now();
  const [reservation] = mine
    .bookings()
    .filter((booking) => booking.status === 'reserved' && left_ms(booking) > 0)
    .sort((a, b) => left_ms(a) - left_ms(b));
  if (reservation !== undefined) {
    const words = texts.header.reserved(reservation.seats.length, timeLeft(left_ms(reservation)));
    return { show_id: reservation.show_id, words };
  }
  const waiting = mine.waitings().find(({ status }) => status === 'waiting');
  return waiting === undefined
    ? null
    : { show_id: waiting.show_id, words: texts.header.waiting(ordinal(waiting.position ?? 1)) };
}
