import { texts } from '../../shared/texts.ts';
import { openBookings } from '../booking/bookings-page.tsx';
import { openHall } from '../hall/hall-page.tsx';
import { openCities } from '../listings/cities-page.tsx';
import { openMovies } from '../listings/movies-page.tsx';
import { openShows } from '../listings/shows-page.tsx';
import { hrefs, type Route } from './route.ts';
import type { View } from './view.ts';

/** Resolves when the place has all that it needs to be shown; rejects as `send` does. */
export async function openView(route: Route, signal: AbortSignal): Promise<View> {
  switch (route.name) {
    case 'cities':
      return openCities();
    case 'movies':
      return openMovies(route.city_id, route.date, signal);
    case 'shows':
      return openShows(route.city_id, route.movie_id, route.date, signal);
    case 'hall':
      return openHall(route.show_id, signal);
    case 'bookings':
      return openBookings(signal);
    case 'unknown':
      return messageView(texts.notFound, <a href={hrefs.cities}>{texts.toTheStart}</a>);
  }
}

export function messageView(
  words: { readonly title: string; readonly detail: string },
  next: View['content'],
): View {
  const content = (
    <section class="narrow">
      <h1 tabIndex={-1}>{words.title}</h1>
      <p>{words.detail}</p>
      <div>{next}</div>
    </section>
  );
  return { title: words.title, content };
}
