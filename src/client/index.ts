/**
 * The library that frontends talk to the box office with, over HTTP or over NATS.
 *
 *     const client = openHttpClient({ url: 'http://127.0.0.1:8080' });
 *     const session = client.session();
 *     const booking = await session.reserve(show_id, { count: 2 });
 *     await session.pay(booking, payment_token);
 *     await client.close();
 */

export type { Credentials as NatsCredentials } from '../nats/broker.ts';
export * from './http/index.ts';
export { type NatsClientOptions, openNatsClient } from './nats/open.ts';
