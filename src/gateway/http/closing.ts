import { setTimeout as sleep } from 'node:timers/promises';
import { problem } from '../../protocol/problem.ts';
import type { App } from './app.ts';
import { sendProblem } from './problems.ts';

/** How long closing waits for answers to be sent: somebody may read slowly, or send a body in drops. */
const CLOSING_PATIENCE_MS = 10_000;
const STOPPING_RETRY_S = 5;

/**
 * From the moment of closing on refuses new requests, calls `letGo` for those that wait for news, and waits for what
 * is under way. Then nothing is left but connections without a request; those would hold the server up for a minute.
 */
export function closeInOrder(app: App, letGo: () => void): void {
  let is_stopping = false;
  let under_way = 0;
  let onAllAnswered = (): void => {};

  function conclude(): void {
    under_way -= 1;
    if (under_way === 0) onAllAnswered();
  }

  app.addHook('onRequest', (_request, reply, done) => {
    under_way += 1;
    // Once, and also where the client hangs up before it is answered.
    reply.raw.on('close', conclude);
    if (is_stopping) sendProblem(reply, problem('stopping', { retry_after_s: STOPPING_RETRY_S }));
    else done();
  });

  app.addHook('preClose', async () => {
    is_stopping = true;
    letGo();
    if (under_way > 0) {
      const given_up = new AbortController();
      await Promise.race([
        new Promise<void>((resolve) => {
          onAllAnswered = resolve;
        }),
        sleep(CLOSING_PATIENCE_MS, undefined, { signal: given_up.signal }).catch(() => undefined),
      ]);
      given_up.abort();
    }
    app.server.closeAllConnections();
  });
}
