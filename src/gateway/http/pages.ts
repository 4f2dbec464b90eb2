import fastifyStatic, { type SetHeadersResponse } from '@fastify/static';
import type { App } from './app.ts';

/** The build names what is in here after its content, so it never changes. */
const HASHED = '/assets/';
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_EACH_TIME = 'no-cache';

/** The pages as they were built, compressed already: the buyer's, and the operator's at `/operate`. */
export async function servePages(app: App, folder: string): Promise<void> {
  await app.register(fastifyStatic, { root: folder, preCompressed: true, cacheControl: false, setHeaders });
  app.get('/operate', { schema: { hide: true } }, (_request, reply) => reply.sendFile('operate.html'));
}

function setHeaders(response: SetHeadersResponse, path: string): void {
  response.setHeader('cache-control', path.includes(HASHED) ? FOR_EVER : ASK_EACH_TIME);
  response.setHeader('vary', 'accept-encoding');
}
