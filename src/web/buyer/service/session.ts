import type { City } from '../../shared/contract.ts';

/** Whoever knows it is the session: it stays in this browser and in request headers and bodies, never in an address. */
const SESSION = 'boxoffice.session';
const CITY = 'boxoffice.city';
const WAITING = 'boxoffice.waiting';
const RANDOM_BYTES = 24;

/** 32 URL-safe characters that nobody can guess. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}

/** The same in every tab of this browser, and after a reload. */
export function sessionId(): string {
  const kept = localStorage.getItem(SESSION);
  if (kept !== null) return kept;
  const drawn = randomId();
  localStorage.setItem(SESSION, drawn);
  return drawn;
}

export function rememberedCity(): City | null {
  return JSON.parse(localStorage.getItem(CITY) ?? 'null');
}

export function rememberCity(city: City): void {
  localStorage.setItem(CITY, JSON.stringify(city));
}

/** The places in queues that this session holds or held, by show; bookings are told by the service itself. */
export function rememberedPlaces(): Readonly<Record<string, string>> {
  return JSON.parse(localStorage.getItem(WAITING) ?? '{}');
}

export function rememberPlace(show_id: string, waiting_id: string): void {
  localStorage.setItem(WAITING, JSON.stringify({ ...rememberedPlaces(), [show_id]: waiting_id }));
}

export function forgetPlace(show_id: string): void {
  const { [show_id]: _left, ...others } = rememberedPlaces();
  localStorage.setItem(WAITING, JSON.stringify(others));
}
