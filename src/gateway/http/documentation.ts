import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

/** Describes the routes that are registered after it. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'boxoffice',
        version,
        description:
          'Sells cinema seats on the day a blockbuster opens. Times are RFC 3339, money is in minor units. Refusals are RFC 9457 problem documents with a stable `code`; /problems lists them all.',
      },
      tags: [
        { name: 'listings', description: 'What is on, where and when' },
        { name: 'shows', description: 'One show and its seats' },
        { name: 'bookings', description: 'Reserve, exchange, pay, give back' },
        { name: 'waiting', description: 'The queue of a show' },
        { name: 'operator', description: 'For the operator alone' },
        { name: 'operation', description: 'Health and figures' },
        { name: 'problems', description: 'What a refusal means' },
      ],
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
