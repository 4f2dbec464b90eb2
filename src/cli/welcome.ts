import { resolve } from 'node:path';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { NatsConfig } from '../config/config.ts';
import { formatPartitions } from '../partitions.ts';

const place = (label: string, where: string): string => `  ${label.padEnd(9)}${where}`;
const placeOfNats = (nats: NatsConfig | null): string[] =>
  nats === null ? [] : [place('NATS', nats.servers.join(', '))];

interface WebWelcome {
  readonly url: string;
  readonly data_folder: string;
  readonly nats: NatsConfig | null;
  readonly catalogue: Catalogue;
  /** Unix milliseconds. */
  readonly now: number;
  /** Said where no show is to come. */
  readonly hint: string;
}

/** Says where to go once HTTP is served. */
export function welcome({ url, data_folder, nats, catalogue, now, hint }: WebWelcome): string {
  const { cities } = catalogue.counts();
  const { total: shows } = catalogue.search({ keyword: null, city: null, from: now, page: 1, per_page: 1 });
  const [city] = catalogue.cities({ name: null, country: null, page: 1, per_page: 1 }).items;
  return [
    '',
    `boxoffice is open: ${shows.toLocaleString('en')} shows to come in ${cities.toLocaleString('en')} cities.`,
    '',
    place('page', `${url}/`),
    place('API', `${url}/docs`),
    place('try', `curl '${url}/v1/cities?name=${encodeURIComponent(city?.name ?? 'Berlin')}'`),
    ...placeOfNats(nats),
    place('data', resolve(data_folder)),
    ...(shows === 0 ? ['', `No show is to come. ${hint}`] : []),
    '',
  ].join('\n');
}

interface EngineWelcome {
  readonly engine_id: string;
  readonly partitions: readonly number[];
  readonly data_folder: string;
  readonly nats: NatsConfig;
  /** Where the operator looks by HTTP; null: nowhere. */
  readonly operations_url: string | null;
}

/** Says how an engine can be reached once it sells. */
export function welcomeEngine(engine: EngineWelcome): string {
  const { engine_id, partitions, data_folder, nats, operations_url } = engine;
  return [
    '',
    `boxoffice engine ${engine_id} sells the shows of partitions ${formatPartitions(partitions)}.`,
    '',
    ...placeOfNats(nats),
    ...(operations_url === null ? [] : [place('metrics', `${operations_url}/metrics`)]),
    place('data', resolve(data_folder)),
    '',
  ].join('\n');
}
