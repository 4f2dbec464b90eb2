import type { FastifyBaseLogger } from 'fastify';
import type { EngineStatistics } from '../../actors/engine/contract.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { PaymentFigures } from '../payments/figures.ts';
import type { App } from './http/app.ts';
import { closeInOrder } from './http/closing.ts';
import { refuseOtherMethods } from './http/method-not-allowed.ts';
import { answerErrorsAsProblems } from './http/problems.ts';
import { secureAnswers } from './http/security-headers.ts';
import { createServer } from './http/server.ts';
import { createLoopDelay } from './loop-delay.ts';
import { createMetrics, measureEngine, measurePayments, timeRequests } from './metrics.ts';
import { operationRoutes } from './routes/operation.ts';

export interface OperationsOptions {
  readonly catalogue: Catalogue;
  readonly isReady: () => boolean;
  readonly logger: FastifyBaseLogger;
}

/** What whoever runs a process looks at, where that serves nothing else by HTTP: health, readiness, metrics. */
export interface Operations {
  readonly app: App;
  /** Tells of the shows and payments too, from now on. */
  measure(statistics: () => EngineStatistics, figures: PaymentFigures): void;
}

export function buildOperations({ catalogue, isReady, logger }: OperationsOptions): Operations {
  const app = createServer({ logger });
  const loop_delay = createLoopDelay();
  const registry = createMetrics({ catalogue, streamCount: () => 0, loopDelay: loop_delay.read });
  secureAnswers(app);
  timeRequests(app, registry);
  closeInOrder(app, () => undefined);
  answerErrorsAsProblems(app);
  const refuseTheOtherMethods = refuseOtherMethods(app);
  operationRoutes(app, isReady, registry);
  refuseTheOtherMethods();
  app.addHook('onListen', async () => loop_delay.begin());
  app.addHook('onClose', async () => loop_delay.close());
  return {
    app,
    measure(statistics, figures) {
      measureEngine(registry, statistics);
      measurePayments(registry, figures);
    },
  };
}
