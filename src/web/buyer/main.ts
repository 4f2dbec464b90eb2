import { texts } from '../shared/texts/en.ts';
import { button, element, link } from './dom.ts';
import { header } from './header.ts';
import { openMine } from './mine.ts';
import { hrefs, parseRoute } from './router.ts';
import { bookingsView } from './views/bookings.ts';
import { cityView } from './views/city.ts';
import { wordsFor } from './views/failure.ts';
import { hallView } from './views/hall.ts';
import { moviesView } from './views/movies.ts';
import { showsView } from './views/shows.ts';
import type { View } from './views/view.ts';

const mine = openMine();
const top = header(mine);
const main = element('main', { id: 'main' });

function open(hash: string, signal: AbortSignal): Promise<View> {
  const route = parseRoute(hash);
  switch (route.name) {
    case 'cities':
      return cityView(signal);
    case 'movies':
      return moviesView(route.city_id, route.date, signal);
    case 'shows':
      return showsView(route.city_id, route.movie_id, route.date, signal);
    case 'hall':
      return hallView(route.show_id, mine, signal);
    case 'bookings':
      return bookingsView(mine, signal);
    case 'unknown':
      return Promise.resolve(failed(texts.notFound, link(texts.toTheStart, hrefs.cities)));
  }
}

function failed(words: { readonly title: string; readonly detail: string }, next: HTMLElement): View {
  const heading = element('h1', { tabindex: -1 }, words.title);
  return {
    title: words.title,
    element: element('section', { class: 'narrow' }, heading, element('p', {}, words.detail), next),
  };
}

let current = new AbortController();

/** Opens the place that the address names. What was there stays until the new one is ready, so that nothing jumps. */
async function show(): Promise<void> {
  current.abort();
  const mineToShow = new AbortController();
  current = mineToShow;
  main.setAttribute('aria-busy', 'true');
  const view = await open(location.hash, mineToShow.signal).catch((error: unknown) =>
    mineToShow.signal.aborted
      ? null
      : failed(
          wordsFor(error),
          button(texts.tryAgain, () => void show()),
        ),
  );
  if (view === null || mineToShow.signal.aborted) return;
  const isFirst = main.childElementCount === 0;
  main.replaceChildren(view.element);
  main.removeAttribute('aria-busy');
  top.setTitle(view.title);
  if (isFirst) return;
  scrollTo(0, 0);
  view.element.querySelector('h1')?.focus();
}

document.body.prepend(top.element, main);
addEventListener('hashchange', () => void show());
mine.refresh(new AbortController().signal).catch(() => undefined);
void show();
