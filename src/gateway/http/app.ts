import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { AdmissionClass } from '../admission/classes.ts';

/** The HTTP server, with requests typed by their schemas. */
export type App = FastifyInstance<
  Server,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** When the route is refused under too much load; never, where there is none. */
    admission?: AdmissionClass;
    /** What the route answers with; JSON where nothing is said. */
    answers_with?: string;
  }
}
