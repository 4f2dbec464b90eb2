import { isBearer } from '../../bearer.ts';
import { problem } from '../../protocol/problem.ts';
import type { App } from './app.ts';
import { sendProblem } from './problems.ts';

/** Refuses everybody who has none of the tokens, before a body is read. A token that is null is nobody's. */
export function bearerOnly(app: App, ...tokens: readonly (string | null)[]): void {
  const known = tokens.filter((token) => token !== null);
  app.addHook('onRequest', (request, reply, done) => {
    const { authorization } = request.headers;
    if (known.length === 0) sendProblem(reply, problem('admin_disabled'));
    else if (known.some((token) => isBearer(authorization, token))) done();
    else sendProblem(reply.header('www-authenticate', 'Bearer'), problem('admin_token_required'));
  });
}
