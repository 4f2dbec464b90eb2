import type { City } from '../../shared/contract.ts';
import * as api from '../service/api.ts';

interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** Looks through all cities here, so that nobody is told where one is; null where there is no city. */
export async function nearestCity(from: Position, signal: AbortSignal): Promise<City | null> {
  const first = await api.cityPage(1, signal);
  const pages = Math.ceil(first.total / api.CITIES_PER_PAGE);
  const others = Array.from({ length: Math.max(0, pages - 1) }, (_, index) =>
    api.cityPage(index + 2, signal),
  );
  const cities = [first, ...(await Promise.all(others))].flatMap((page) => page.cities);
  return cities.reduce<City | null>(
    (nearest, city) => (nearest !== null && angle(from, nearest) <= angle(from, city) ? nearest : city),
    null,
  );
}

/** The angle between two places as seen from the centre of the earth, in radians (haversine). */
function angle(a: Position, b: Position): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const half = (from: number, to: number): number => Math.sin(radians(to - from) / 2) ** 2;
  const across =
    half(a.longitude, b.longitude) * Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude));
  return 2 * Math.asin(Math.sqrt(half(a.latitude, b.latitude) + across));
}
