import { fold } from '../fold.ts';
import { isTimeZone } from '../time.ts';
import type { ImportedCinema, ImportedCity } from './format.ts';
import { isCountry } from './registries.ts';
import type { CityRow } from './rows.ts';
import type { ImportRun } from './run.ts';

export function importCities(run: ImportRun, cities: readonly ImportedCity[]): void {
  for (const [index, city] of cities.entries()) {
    const place = `/cities/${index}`;
    run.intakes.city.take({ place, key: city.key, values: () => cityRow(run, city, place) });
  }
}

function cityRow({ problems }: ImportRun, city: ImportedCity, place: string): CityRow | null {
  const zone_known = isTimeZone(city.time_zone);
  if (!zone_known) problems.add(`${place}/time_zone`, `"${city.time_zone}" is not an IANA time zone`);
  const country_known = isCountry(city.country);
  if (!country_known) problems.add(`${place}/country`, `"${city.country}" is not a country of ISO 3166-1`);
  if (!zone_known || !country_known) return null;
  return {
    name: city.name,
    folded_name: fold(city.name),
    country: city.country,
    latitude: city.latitude,
    longitude: city.longitude,
    time_zone: city.time_zone,
    postal_codes: JSON.stringify(city.postal_codes ?? []),
    population: city.population ?? null,
  };
}

export function importCinemas({ intakes }: ImportRun, cinemas: readonly ImportedCinema[]): void {
  for (const [index, cinema] of cinemas.entries()) {
    const place = `/cinemas/${index}`;
    intakes.cinema.take({
      place,
      key: cinema.key,
      values: () => {
        const city = intakes.city.refer(`${place}/city`, cinema.city);
        if (city === null) return null;
        return {
          city: city.number,
          name: cinema.name,
          address: cinema.address ?? null,
          postal_code: cinema.postal_code ?? null,
          latitude: cinema.latitude,
          longitude: cinema.longitude,
        };
      },
      refusal: (_, changed) =>
        changed.includes('city') ? 'a cinema cannot move to another city; import it under a new key' : null,
    });
  }
}
