import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Position } from '../../src/search/search.ts';
import { type SearchStage, withSearch } from './stage.ts';

const codes = suite('postal codes');

const city = (
  name: string,
  country: string,
  latitude: number,
  longitude: number,
  ...postal_codes: string[]
) => ({
  key: name.replace(' ', '-'),
  name,
  country,
  latitude,
  longitude,
  time_zone: 'UTC',
  postal_codes,
});

/** Berlin has a code of New York's, and London one with a blank in it. */
const DOCUMENT = {
  format: 'boxoffice-catalogue-1',
  cities: [
    city('Berlin', 'DE', 52.52, 13.4, '10115'),
    city('London', 'GB', 51.5, -0.12, 'SW1A 1AA', 'SW1A 2AA'),
    city('New York', 'US', 40.7, -74, '10115', '10001'),
    city('Saint Petersburg', 'US', 27.8, -82.7),
  ],
  cinemas: [
    { key: 'rex', city: 'Berlin', name: 'Rex', latitude: 52.5, longitude: 13.3 },
    { key: 'lux', city: 'London', name: 'Lux', latitude: 51.4, longitude: -0.1, postal_code: 'sw1a 2aa' },
    { key: 'ritz', city: 'New-York', name: 'Ritz', latitude: 40.6, longitude: -73.9 },
  ],
};

const near = (one: Position | null, latitude: number, longitude: number): void => {
  assert.ok(one !== null, 'it is known');
  assert.ok(Math.hypot(one.latitude - latitude, one.longitude - longitude) < 0.2, JSON.stringify(one));
};

const withCodes = (use: (stage: SearchStage) => Promise<void>) => () => withSearch(DOCUMENT, use);

codes(
  'are where the United States and Canada have them, also where nothing is on, and also the long ones',
  withCodes(async ({ search }) => {
    near(await search.positionOf('94103', null), 37.77, -122.41);
    near(await search.positionOf('94103-1234', null), 37.77, -122.41);
    near(await search.positionOf('m5v 2t6', null), 43.64, -79.4);
    near(await search.positionOf('02115', null), 42.34, -71.1);
    assert.is(await search.positionOf('2115', null), null, 'zeros at its beginning are part of a code');
  }),
);

codes(
  'are where the catalogue has them: a cinema’s before its city’s',
  withCodes(async ({ search }) => {
    near(await search.positionOf('SW1A1AA', null), 51.5, -0.12);
    near(await search.positionOf('sw1a-2aa', null), 51.4, -0.1);
  }),
);

codes(
  'that several countries have are those of the city named, else of the catalogue',
  withCodes(async ({ search }) => {
    near(await search.positionOf('10115', null), 52.52, 13.4);
    near(await search.positionOf('10115', 'berlin'), 52.52, 13.4);
    near(await search.positionOf('10115', 'new york'), 40.8, -73.95);
    near(await search.positionOf('10115', 'nowhere'), 52.52, 13.4);
  }),
);

codes(
  'that nobody has are not known',
  withCodes(async ({ search }) => {
    for (const code of ['00000', '999999999', 'X', 'SW1A', 'zzzzzzzzzzzz']) {
      assert.is(await search.positionOf(code, null), null, code);
    }
  }),
);

codes.run();
