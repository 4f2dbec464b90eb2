import { openCatalogue } from '../../catalogue/open.ts';
import { shareCatalogue } from '../../catalogue/sharing/share-catalogue.ts';
import type { Config, NatsConfig } from '../../config/config.ts';
import { natsRouting } from '../../routing/over-nats.ts';
import { createLogger, type Logger } from '../logger.ts';
import { openConnection, requireNats } from '../parts/connection.ts';
import { createPatience } from '../parts/patience.ts';
import { configuredWebhooks } from '../parts/payments.ts';
import { openWeb } from '../parts/web.ts';
import { type Opened, runUntilSignal } from '../run-until-signal.ts';
import { welcome } from '../welcome.ts';

/** `boxoffice gateway`: HTTP without shows. Resolves once it listens; it then runs until a signal ends it. */
export function runGateway(config: Config): Promise<void> {
  const nats = requireNats(config, 'boxoffice gateway');
  const logger = createLogger(config.log_level);
  return runUntilSignal(logger, (opened) => open(config, nats, logger, opened));
}

async function open(config: Config, nats: NatsConfig, logger: Logger, opened: Opened): Promise<void> {
  const { data_folder } = config;
  const catalogue = openCatalogue(data_folder);
  opened.onStop(async () => catalogue.close());
  const connection = openConnection(nats, 'gateway', logger);
  opened.onStop(connection.close);
  const sharing = shareCatalogue({ ...connection, catalogue, sells_everything: false, log: logger });
  opened.onStop(sharing.close);
  const routing = natsRouting(connection.broker, connection.requester);
  opened.onStop(async () => routing.close());
  const web = await openWeb({
    config,
    routing,
    catalogue,
    hasCatalogue: sharing.isFilled,
    engineStatistics: null,
    webhooks: await configuredWebhooks(config.payments),
    payment_figures: null,
    logger,
  });
  opened.onStop(web.close);

  await createPatience()(sharing.filled);
  const hint = 'The catalogue is taken from the engines, as soon as one of them has it.';
  console.log(welcome({ url: web.url, data_folder, nats, catalogue, now: Date.now(), hint }));
  logger.info({ url: web.url, data_folder }, 'ready');
}
