import { useState } from 'preact/hooks';
import { texts } from '../../shared/texts.ts';
import { hrefs } from '../frame/route.ts';
import type { View } from '../frame/view.ts';
import { rememberedCity } from '../service/session.ts';
import { CityResults } from './city-results.tsx';
import { NearestCity } from './nearest-city.tsx';
import { useCitySearch } from './use-city-search.ts';

export function openCities(): View {
  return { title: texts.site, content: <CitiesPage /> };
}

/** Choose a city by the beginning of its name, by where one is, or the one of last time. */
function CitiesPage() {
  const [name, setName] = useState('');
  const search = useCitySearch(name.trim());
  const remembered = rememberedCity();
  const openFirst = (event: Event): void => {
    event.preventDefault();
    const [first] = search.found?.cities ?? [];
    if (first !== undefined) location.hash = hrefs.movies(first.city_id);
  };
  return (
    <section class="narrow">
      <h1 tabIndex={-1}>{texts.cities.title}</h1>
      {remembered === null ? null : (
        <p>
          {texts.cities.lastTime} <a href={hrefs.movies(remembered.city_id)}>{remembered.name}</a>
        </p>
      )}
      <search>
        <form onSubmit={openFirst}>
          <label for="city-name">{texts.cities.label}</label>
          <div class="search-line">
            <input
              id="city-name"
              type="search"
              autocomplete="off"
              spellcheck={false}
              enterkeyhint="go"
              placeholder={texts.cities.placeholder}
              aria-controls="cities"
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <NearestCity />
          </div>
        </form>
      </search>
      <CityResults name={name.trim()} {...search} />
    </section>
  );
}
