import type { Contestant } from './contestant.ts';

/** Who runs against one another, over what. */
export interface Race {
  readonly name: string;
  readonly shows: number;
  readonly in_flight: number;
  readonly contestants: readonly Contestant[];
  readonly expectations: readonly Expectation[];
}

export interface Expectation {
  readonly ours: Contestant;
  readonly rival: Contestant;
  /** At least this part of the rival's rate. */
  readonly rate: number;
  /** At most so many times the rival's p99; null where nothing is expected of it. */
  readonly p99: number | null;
}

const BY_REQUEST: Contestant = { name: 'boxoffice, request()', server: 'engine', way: 'request' };
const BY_INBOX: Contestant = { name: 'boxoffice, own inbox', server: 'engine', way: 'inbox' };
const ECHO_BY_REQUEST: Contestant = { name: 'echo, request()', server: 'echo', way: 'request' };
const ECHO_BY_INBOX: Contestant = { name: 'echo, own inbox', server: 'echo', way: 'inbox' };
const REDIS: Contestant = { name: 'Redis, Lua', server: 'redis', way: 'redis' };

const ALL_IN_ONE: Contestant = { name: 'boxoffice start', server: 'all_in_one', way: 'http' };
const FASTIFY: Contestant = { name: 'bare Fastify', server: 'fastify', way: 'http' };
const GATEWAY: Contestant = { name: 'boxoffice gateway + engine', server: 'gateway', way: 'http' };
const FASTIFY_HOP: Contestant = { name: 'Fastify + echo hop', server: 'fastify_hop', way: 'http' };

const OVER_NATS = [BY_REQUEST, ECHO_BY_REQUEST, BY_INBOX, ECHO_BY_INBOX, REDIS];
const OVER_HTTP = [ALL_IN_ONE, FASTIFY, GATEWAY, FASTIFY_HOP];

const MOST_IN_FLIGHT = 256;
const CONNECTIONS = 64;
const MANY_SHOWS = 200;

const NATS_EXPECTATIONS: Expectation[] = [
  { ours: BY_REQUEST, rival: ECHO_BY_REQUEST, rate: 0.9, p99: 2 },
  { ours: BY_INBOX, rival: ECHO_BY_INBOX, rate: 0.7, p99: 2 },
];
const HTTP_EXPECTATIONS: Expectation[] = [
  { ours: ALL_IN_ONE, rival: FASTIFY, rate: 0.6, p99: null },
  { ours: GATEWAY, rival: FASTIFY_HOP, rate: 0.9, p99: null },
];

export const RACES: readonly Race[] = [
  ...[1, 64].map((in_flight) => ({
    name: `NATS, ${in_flight} in flight, one hot show`,
    shows: 1,
    in_flight,
    contestants: OVER_NATS,
    expectations: [],
  })),
  {
    name: `NATS, ${MOST_IN_FLIGHT} in flight, one hot show`,
    shows: 1,
    in_flight: MOST_IN_FLIGHT,
    contestants: OVER_NATS,
    expectations: NATS_EXPECTATIONS,
  },
  {
    name: `NATS, ${MOST_IN_FLIGHT} in flight, ${MANY_SHOWS} shows`,
    shows: MANY_SHOWS,
    in_flight: MOST_IN_FLIGHT,
    contestants: OVER_NATS,
    expectations: NATS_EXPECTATIONS,
  },
  {
    name: `HTTP, ${CONNECTIONS} connections, one hot show`,
    shows: 1,
    in_flight: CONNECTIONS,
    contestants: OVER_HTTP,
    expectations: HTTP_EXPECTATIONS,
  },
];
