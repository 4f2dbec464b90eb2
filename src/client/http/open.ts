import { createCalls } from '../calls.ts';
import type { CallOptions } from '../client.ts';
import { createClient } from '../create-client.ts';
import { checkHeader } from '../secrets.ts';
import { createHttp, type HttpRequest } from './http.ts';
import type { HttpClient, HttpClientOptions } from './http-client.ts';
import { hearSeatStream } from './seat-stream.ts';
import { queryOf, routeOf } from './show-routes.ts';

/** Well within what proxies and load balancers leave alone; a lost connection is noticed in any case. */
const POLL_S = 25;

/**
 * Opens a client over HTTP: `openHttpClient({ url: 'http://127.0.0.1:8080' })`. It runs in Node.js and in browsers, and
 * connects when it is first asked something. Throws a `TypeError` where the url is none, a `RangeError` where the API
 * key cannot be one.
 */
export function openHttpClient(options: HttpClientOptions): HttpClient {
  if (options.api_key !== undefined) checkHeader('api_key', options.api_key);
  const http = createHttp(options);
  const calls = createCalls(options);
  const client = createClient(
    {
      ask: (request, poll, attempt) => http.send(routeOf(request, poll), attempt),
      bookings: (session_id, attempt) => {
        const headers = { 'x-session-id': session_id };
        return http.send({ method: 'GET', path: '/v1/bookings', headers }, attempt);
      },
      poll_s: POLL_S,
      hearSeats: (...show) => hearSeatStream(http, ...show),
      close: async () => http.close(),
    },
    calls,
  );

  function get<Body>(path: string, call_options: CallOptions = {}): Promise<Body> {
    const request: HttpRequest = { method: 'GET', path };
    return calls.call((attempt) => http.send<Body>(request, attempt), call_options);
  }

  return {
    ...client,
    cities: (query = {}, call_options) => get(`/v1/cities${queryOf({ ...query })}`, call_options),
    movies: (city_id, query = {}, call_options) =>
      get(`${cityPath(city_id)}/movies${queryOf({ ...query })}`, call_options),
    shows: (city_id, movie_id, query = {}, call_options) =>
      get(
        `${cityPath(city_id)}/movies/${encodeURIComponent(movie_id)}/shows${queryOf({ ...query })}`,
        call_options,
      ),
    show: (show_id, call_options) => get(`/v1/shows/${encodeURIComponent(show_id)}`, call_options),
    search: (query = {}, call_options) => get(`/v1/search${queryOf({ ...query })}`, call_options),
  };
}

function cityPath(city_id: string): string {
  return `/v1/cities/${encodeURIComponent(city_id)}`;
}
