import { demoDocument } from '../../src/catalogue/demo/document.ts';
import type { ImportDocument } from '../../src/catalogue/import/format.ts';
import { importCatalogue } from '../../src/catalogue/import/import.ts';
import { openCatalogue } from '../../src/catalogue/open.ts';

const DEGREES_APART = 0.7;

/**
 * Fills the folder's catalogue with so many percent of the reference size: with that part of the demo's cities, evenly
 * chosen, or with all of them several times, each time somewhere else and under another name. Movies are always all.
 */
export function buildCatalogue(data_folder: string, percent: number): void {
  const catalogue = openCatalogue(data_folder);
  const now = Date.now();
  importCatalogue(catalogue, documentOf(demoDocument(now), percent), { onSale: () => false, now });
  catalogue.close();
}

function documentOf(demo: ImportDocument, percent: number): ImportDocument {
  const times = Math.max(1, Math.round(percent / 100));
  const part = percent < 100 ? partOf(demo, Math.round(100 / percent)) : demo;
  const copies = Array.from({ length: times }, (_, copy) => copyOf(part, copy));
  return {
    ...part,
    cities: copies.flatMap(({ cities = [] }) => cities),
    cinemas: copies.flatMap(({ cinemas = [] }) => cinemas),
    halls: copies.flatMap(({ halls = [] }) => halls),
    shows: copies.flatMap(({ shows = [] }) => shows),
  };
}

/** Every so manyeth city, with all that is in it. */
function partOf(demo: ImportDocument, every: number): ImportDocument {
  const cities = demo.cities?.filter((_, index) => index % every === 0) ?? [];
  const city_keys = new Set(cities.map(({ key }) => key));
  const cinemas = demo.cinemas?.filter(({ city }) => city_keys.has(city)) ?? [];
  const cinema_keys = new Set(cinemas.map(({ key }) => key));
  const halls = demo.halls?.filter(({ cinema }) => cinema_keys.has(cinema)) ?? [];
  const hall_keys = new Set(halls.map(({ key }) => key));
  const shows = demo.shows?.filter(({ hall }) => hall_keys.has(hall)) ?? [];
  return { ...demo, cities, cinemas, halls, shows };
}

function copyOf(demo: ImportDocument, copy: number): ImportDocument {
  if (copy === 0) return demo;
  const named = (key: string): string => `${key}.${copy}`;
  const moved = (latitude: number): number =>
    latitude > 0 ? latitude - copy * DEGREES_APART : latitude + copy * DEGREES_APART;
  return {
    ...demo,
    cities: (demo.cities ?? []).map((city) => ({
      ...city,
      key: named(city.key),
      name: `${city.name} ${copy + 1}`,
      latitude: moved(city.latitude),
    })),
    cinemas: (demo.cinemas ?? []).map((cinema) => ({
      ...cinema,
      key: named(cinema.key),
      city: named(cinema.city),
      latitude: moved(cinema.latitude),
    })),
    halls: (demo.halls ?? []).map((hall) => ({ ...hall, key: named(hall.key), cinema: named(hall.cinema) })),
    shows: (demo.shows ?? []).map((show) => ({ ...show, key: named(show.key), hall: named(show.hall) })),
  };
}
