import { resolve } from 'node:path';
import type { Catalogue } from '../catalogue/catalogue.ts';

/** Says where to go once the service is ready. */
export function welcome(url: string, data_folder: string, catalogue: Catalogue): string {
  const { shows, cities } = catalogue.counts();
  const [city] = catalogue.cities({ name: null, country: null, page: 1, per_page: 1 }).items;
  const place = (label: string, where: string): string => `  ${label.padEnd(6)}${where}`;
  return [
    '',
    `boxoffice is open: ${shows.toLocaleString('en')} shows in ${cities.toLocaleString('en')} cities.`,
    '',
    place('page', `${url}/`),
    place('API', `${url}/docs`),
    place('try', `curl '${url}/v1/cities?name=${encodeURIComponent(city?.name ?? 'Berlin')}'`),
    place('data', resolve(data_folder)),
    '',
  ].join('\n');
}
