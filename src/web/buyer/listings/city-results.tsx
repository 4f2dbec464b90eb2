import { countryName } from '../../shared/format.ts';
import { texts } from '../../shared/texts.ts';
import { Failure } from '../frame/failure.tsx';
import { hrefs } from '../frame/route.ts';
import type { CitySearch } from './use-city-search.ts';

/** The cities that were found, and how many more there are. */
export function CityResults({ name, found, error, tryAgain }: CitySearch & { readonly name: string }) {
  const more = found === null ? 0 : found.total - found.cities.length;
  return (
    <>
      <div class="quiet" role="status">
        {error !== null ? (
          <Failure error={error} repeat={tryAgain} />
        ) : found === null ? (
          texts.loading
        ) : found.total === 0 ? (
          texts.cities.none(name)
        ) : (
          texts.cities.found(found.total)
        )}
      </div>
      <ul id="cities" class="cities">
        {found?.cities.map((city) => (
          <li key={city.city_id}>
            <a href={hrefs.movies(city.city_id)}>
              <span>{city.name}</span> <span class="quiet">{countryName(city.country)}</span>
            </a>
          </li>
        ))}
        {more > 0 ? <li class="quiet">{texts.cities.more(more)}</li> : null}
      </ul>
    </>
  );
}
