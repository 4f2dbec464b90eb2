import type { City, CityPage } from '../../shared/contract.ts';
import { countryName } from '../../shared/format.ts';
import { pause } from '../../shared/pause.ts';
import { texts } from '../../shared/texts/en.ts';
import * as api from '../api.ts';
import { element, link } from '../dom.ts';
import { hrefs } from '../router.ts';
import { rememberedCity } from '../session.ts';
import { failure } from './failure.ts';
import type { View } from './view.ts';

const TYPING_PAUSE_MS = 150;

/** Choose a city by the beginning of its name. */
export async function cityView(signal: AbortSignal): Promise<View> {
  const input = element('input', {
    id: 'city-name',
    type: 'search',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: texts.cities.placeholder,
    'aria-controls': 'cities',
  });
  const found = element('div', { class: 'quiet', role: 'status' });
  const results = element('ul', { id: 'cities', class: 'cities' });
  const form = element(
    'form',
    { role: 'search' },
    element('label', { for: 'city-name' }, texts.cities.label),
    input,
  );

  function fill(page: CityPage): void {
    const more = page.total - page.cities.length;
    found.textContent =
      page.total === 0 ? texts.cities.none(input.value.trim()) : texts.cities.found(page.total);
    results.replaceChildren(
      ...page.cities.map((city) => element('li', {}, cityLink(city))),
      ...(more > 0 ? [element('li', { class: 'quiet' }, texts.cities.more(more))] : []),
    );
  }

  let search = new AbortController();
  async function searchSoon(): Promise<void> {
    search.abort();
    search = new AbortController();
    const thisSearch = AbortSignal.any([search.signal, signal]);
    try {
      await pause(TYPING_PAUSE_MS, thisSearch);
      fill(await api.cities(input.value.trim(), thisSearch));
    } catch (error) {
      if (!thisSearch.aborted) found.replaceChildren(failure(error, () => void searchSoon()));
    }
  }

  input.addEventListener('input', () => void searchSoon());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    results.querySelector('a')?.click();
  });
  fill(await api.cities('', signal));

  const remembered = rememberedCity();
  return {
    title: texts.site,
    element: element(
      'section',
      { class: 'narrow' },
      element('h1', { tabindex: -1 }, texts.cities.title),
      remembered === null
        ? null
        : element(
            'p',
            {},
            `${texts.cities.lastTime} `,
            link(remembered.name, hrefs.movies(remembered.city_id)),
          ),
      form,
      found,
      results,
    ),
  };
}

function cityLink(city: City): HTMLAnchorElement {
  const made = link('', hrefs.movies(city.city_id));
  made.append(
    element('span', {}, city.name),
    ' ',
    element('span', { class: 'quiet' }, countryName(city.country)),
  );
  return made;
}
