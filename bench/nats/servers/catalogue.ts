import { importCatalogue } from '../../../src/catalogue/import/import.ts';
import { openCatalogue } from '../../../src/catalogue/open.ts';
import { showInReferenceHall } from '../../hall.ts';

/** Imports as many shows of tomorrow into the data folder, each in a hall like the reference one; gives their ids. */
export function importShows(data_folder: string, shows: number): string[] {
  const catalogue = openCatalogue(data_folder);
  const now = Date.now();
  try {
    importCatalogue(catalogue, documentOf(shows, now), { onSale: () => false, now });
    const all = { keyword: null, city: null, from: now, page: 1, per_page: shows };
    return catalogue.search(all).items.map(({ show_id }) => show_id);
  } finally {
    catalogue.close();
  }
}

function documentOf(shows: number, now: number): object {
  const { types, layout, starts_at, currency } = showInReferenceHall('', now);
  const nameOf = (type: number): string | undefined => types[type]?.name;
  const rows = layout.map(({ row, segments }) => ({
    row,
    segments: segments.map(({ type, ...segment }) => ({ seat_type: nameOf(type), ...segment })),
  }));
  // To the minute, as timetables are.
  const start_time = `${new Date(starts_at).toISOString().slice(0, 16)}Z`;
  const keys = Array.from({ length: shows }, (_, index) => String(index));
  const place = { latitude: 52.52, longitude: 13.4 };
  return {
    format: 'boxoffice-catalogue-1',
    cities: [{ key: 'city', name: 'Berlin', country: 'DE', time_zone: 'Europe/Berlin', ...place }],
    cinemas: [{ key: 'cinema', city: 'city', name: 'Zoo', ...place }],
    halls: keys.map((key) => ({
      key,
      cinema: 'cinema',
      name: key,
      seat_types: types.map(({ name }) => name),
      rows,
    })),
    movies: [{ key: 'movie', title: 'The Bench', duration_minutes: 90 }],
    shows: keys.map((key) => ({
      key,
      movie: 'movie',
      hall: key,
      start_time,
      currency,
      prices: Object.fromEntries(types.map(({ name, amount }) => [name, amount])),
    })),
  };
}
