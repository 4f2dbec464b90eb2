/** The library without NATS: it needs nothing but `fetch`, and so runs in browsers as it is. */
export type * from '../client.ts';
export type * from '../contract.ts';
export * from '../errors.ts';
export type * from './http-client.ts';
export { openHttpClient } from './open.ts';
