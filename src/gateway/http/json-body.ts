import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { problem } from '../../protocol/problem.ts';
import { ProblemError } from './problems.ts';

/**
 * Reads JSON bodies. Bytes that are not UTF-8 are refused and not silently replaced, as are `__proto__` and its like.
 * Nothing but JSON is read: other bodies are refused as an unsupported media type.
 */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    // Clients that always name a content type send none with an empty body; the schema says whether one is needed.
    if (bytes.length === 0) return done(null, undefined);
    if (!isUtf8(bytes)) return done(new ProblemError(problem('malformed_json')));
    parse(request, bytes.toString(), (error, body) => {
      if (error === null) done(null, body);
      else done(new ProblemError(problem('malformed_json')));
    });
  });
}
