import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

const DESCRIPTION = `Sells cinema seats on the day a blockbuster opens.

**Words.** Times are RFC 3339 with offset, money is in minor units. Unknown fields are refused. Refusals are RFC 9457
problem documents with a stable \`code\`, which /problems explains.

**Sessions.** There is no log-in: whoever knows a \`session_id\` is the session, so draw it at random and keep it
secret. It goes into the body where there is one, else into \`X-Session-Id\`, and never into an address.

**Repeating.** A request with an \`Idempotency-Key\` can be repeated safely: what succeeded is answered again and not
done again. Refusals are not remembered.

**Quotas.** Every request below /v1 counts when it arrives, whatever becomes of it; a long poll or a stream counts once.
With an \`X-Api-Key\` it counts against the requests a second of that key, else against those that all callers from one
address share (an IPv6 network of 64 bits is one address). What is over the quota of a second is answered 429, with
Retry-After.

**Overload.** Under too much load requests are answered 503 \`overloaded\` with Retry-After, and nothing was done:
first the listings, then seat maps and streams, then reserving and exchanging, then joining. Paying, giving back,
leaving, and asking for one's own booking or place are never refused for it.`;

/** Describes the routes that are registered after it. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'boxoffice',
        version,
        description: DESCRIPTION,
      },
      tags: [
        { name: 'listings', description: 'What is on, where and when' },
        { name: 'shows', description: 'One show and its seats' },
        { name: 'bookings', description: 'Reserve, exchange, pay, give back' },
        { name: 'tickets', description: 'What lets people in' },
        { name: 'waiting', description: 'The queue of a show' },
        { name: 'operator', description: 'For the operator alone' },
        { name: 'payments', description: 'For the payment provider alone' },
        { name: 'operation', description: 'Health and figures' },
        { name: 'problems', description: 'What a refusal means' },
      ],
      security: [{}, { api_key: [] }],
      components: {
        securitySchemes: {
          operator: { type: 'http', scheme: 'bearer' },
          api_key: { type: 'apiKey', in: 'header', name: 'X-Api-Key', description: 'A quota of its own.' },
        },
      },
    },
  });
}

/** The documentation's own code sets styles; nothing in it comes from elsewhere. */
const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `/openapi.json`, and `/docs` from files of this service alone. */
export async function serveDocumentation(app: FastifyInstance): Promise<void> {
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: DOCS_POLICY,
    uiConfig: { docExpansion: 'list' },
  });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}
