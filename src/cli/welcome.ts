import { resolve } from 'node:path';
import type { Catalogue } from '../catalogue/catalogue.ts';

/** Says where to go once the service is ready; `now` in Unix milliseconds. */
export function welcome(url: string, data_folder: string, catalogue: Catalogue, now: number): string {
  const { cities } = catalogue.counts();
  const { total: shows } = catalogue.search({ keyword: null, city: null, from: now, page: 1, per_page: 1 });
  const [city] = catalogue.cities({ name: null, country: null, page: 1, per_page: 1 }).items;
  const place = (label: string, where: string): string => `  ${label.padEnd(6)}${where}`;
  const hint =
    "No show is to come. 'boxoffice demo' adds a week of them, 'boxoffice import FILE' brings your own.";
  return [
    '',
    `boxoffice is open: ${shows.toLocaleString('en')} shows to come in ${cities.toLocaleString('en')} cities.`,
    '',
    place('page', `${url}/`),
    place('API', `${url}/docs`),
    place('try', `curl '${url}/v1/cities?name=${encodeURIComponent(city?.name ?? 'Berlin')}'`),
    place('data', resolve(data_folder)),
    ...(shows === 0 ? ['', hint] : []),
    '',
  ].join('\n');
}
