import type { Booking, Show } from '../../shared/contract.ts';
import { clockTime, longDate } from '../../shared/format.ts';
import { texts } from '../../shared/texts/en.ts';
import * as api from '../api.ts';
import { element, link } from '../dom.ts';
import type { Mine } from '../mine.ts';
import { hrefs } from '../router.ts';
import { every } from '../ticking.ts';
import { acting } from './acting.ts';
import { bookingCards } from './booking-cards.ts';
import { notice } from './notice.ts';
import type { View } from './view.ts';

/** What this session has reserved and booked, by show. */
export async function bookingsView(mine: Mine, signal: AbortSignal): Promise<View> {
  await mine.refresh(signal);
  const show_ids = [
    ...new Set(
      mine
        .bookings()
        .filter(isAlive)
        .map((booking) => booking.show_id),
    ),
  ];
  const shows = await Promise.all(show_ids.map((show_id) => api.show(show_id, signal)));

  const news = notice();
  const { act } = acting(news, mine, () => undefined);
  const parts = shows.map((show) => {
    const cards = bookingCards({ act, mine, news, change: null });
    const update = (): void =>
      cards.update(mine.bookings().filter((booking) => booking.show_id === show.show_id));
    update();
    mine.subscribe(update, signal);
    return { element: element('section', {}, ...showHeading(show), cards.element), tick: cards.tick };
  });
  const tick = (): void => {
    for (const part of parts) part.tick();
  };
  every(500, tick, signal);

  return {
    title: texts.bookings.title,
    element: element(
      'section',
      { class: 'narrow' },
      element('h1', { tabindex: -1 }, texts.bookings.title),
      element('p', { class: 'quiet' }, parts.length === 0 ? texts.bookings.none : texts.bookings.hint),
      news.element,
      ...parts.map((part) => part.element),
    ),
  };
}

function isAlive(booking: Booking): boolean {
  return booking.status === 'reserved' || booking.status === 'booked';
}

function showHeading({ show_id, movie, cinema, start_time }: Show): readonly HTMLElement[] {
  return [
    element('h2', {}, link(movie.title, hrefs.hall(show_id))),
    element('p', {}, `${longDate(start_time)}, ${clockTime(start_time)} · ${cinema.name}`),
  ];
}
