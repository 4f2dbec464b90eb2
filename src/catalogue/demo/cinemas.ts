import type { ImportedCinema } from '../import/format.ts';
import type { DemoCity } from './cities.ts';
import { type Random, seededRandom } from './random.ts';

const CINEMAS_A_CITY = 10;

const NAMES = `
  Alhambra Apollo Arcadia Astoria Astra Atlas Aurora Belmont Bijou Capitol Castle Central Coliseum
  Colonial Coronet Crown Crystal Eden Eldorado Elysée Empire Excelsior Forum Galaxy Globe Grand
  Imperial Lido Luna Lux Majestic Mayfair Metropol Odyssey Olympia Orion Orpheum Palace Paramount
  Plaza Regal Regent Rex Rialto Ritz Rivoli Roxy Royal Savoy Scala Star Strand Tivoli Trianon
  Urania Victoria
`
  .trim()
  .split(/\s+/);

/** How a cinema is called where it stands; `%` is its name. Elsewhere `% Cinema`. */
const PATTERNS: Readonly<Record<string, readonly string[]>> = {
  US: ['% Theatre', '% Cinemas', '% Cinema', 'The %', '% Picture House'],
  CA: ['% Cinemas', '% Theatre', 'The %'],
  GB: ['% Cinema', 'The %', '% Picturehouse'],
  AU: ['% Cinemas', '% Cinema', 'The %'],
  DE: ['Kino %', '% Filmtheater', '%-Lichtspiele', '%'],
  AT: ['% Kino', '%-Lichtspiele', '%'],
  PL: ['Kino %'],
  CZ: ['Kino %'],
  RU: ['Kino %', '%'],
  UA: ['Kino %', '%'],
  FR: ['Cinéma %', 'Ciné %', '%'],
  BE: ['Cinéma %', '%'],
  IT: ['Cinema %', '%'],
  ES: ['Cines %', 'Cine %'],
  MX: ['Cine %', 'Cinemas %'],
  AR: ['Cine %', 'Cine Teatro %'],
  CO: ['Cine %', 'Cinemas %'],
  PE: ['Cine %', 'Cinemas %'],
  CL: ['Cine %', 'Cine Teatro %'],
  VE: ['Cine %', 'Cines %'],
  BR: ['Cine %', 'Cinema %', 'Espaço %'],
  PT: ['Cinema %', 'Cinemas %'],
  TR: ['% Sineması', 'Sinema %'],
  SE: ['Biograf %', '%'],
  DK: ['% Biograf', '%'],
  IN: ['% Cinema', '% Talkies', '% Cineplex'],
};

const ELSEWHERE = ['% Cinema', '% Cineplex', 'Cinema %'];

/** The cinemas of a city. Where postal areas are known, each stands in one of them. */
export function cinemasOf(city: DemoCity, city_key: string): ImportedCinema[] {
  const random = seededRandom(city_key);
  const patterns = PATTERNS[city.country] ?? ELSEWHERE;
  const areas = random.some(city.postal_areas, CINEMAS_A_CITY);

  return random.some(NAMES, CINEMAS_A_CITY).map((name, index) => {
    const pattern = patterns[random.below(patterns.length)] ?? '%';
    // A city with fewer postal areas than cinemas has several in one.
    const area = areas[index % Math.max(areas.length, 1)];
    return {
      key: `${city_key}-${index + 1}`,
      city: city_key,
      name: pattern.replace('%', name),
      ...(area === undefined
        ? near(city, 6, random)
        : { postal_code: area.postal_code, ...near(area, 1, random) }),
    };
  });
}

const KM_A_DEGREE = 111.2;

/** Somewhere around a place, at most so many kilometres away. */
function near(
  { latitude, longitude }: { readonly latitude: number; readonly longitude: number },
  kilometres: number,
  random: Random,
): { latitude: number; longitude: number } {
  const direction = 2 * Math.PI * random.fraction();
  // The root spreads the points evenly over the disc.
  const distance = (Math.sqrt(random.fraction()) * kilometres) / KM_A_DEGREE;
  const narrowing = Math.cos((latitude * Math.PI) / 180);
  return {
    latitude: rounded(latitude + distance * Math.sin(direction)),
    longitude: rounded(longitude + (distance * Math.cos(direction)) / narrowing),
  };
}

/** To about a metre. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
