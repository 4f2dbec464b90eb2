import { openCatalogue } from '../../catalogue/open.ts';
import { shareCatalogue } from '../../catalogue/sharing/share-catalogue.ts';
import type { Config } from '../../config/config.ts';
import { natsRouting } from '../../routing/over-nats.ts';
import { createLogger } from '../logger.ts';
import { openConnection, requireNats } from '../parts/connection.ts';
import { configuredWebhooks } from '../parts/payments.ts';
import { openWeb } from '../parts/web.ts';
import { stopOnSignal } from '../stopping.ts';
import { welcome } from '../welcome.ts';

/** `boxoffice gateway`: HTTP without shows. Resolves once it listens; it then runs until a signal ends it. */
export async function runGateway(config: Config): Promise<void> {
  const nats = requireNats(config, 'boxoffice gateway');
  const logger = createLogger(config.log_level);
  const catalogue = openCatalogue(config.data_folder);
  const connection = openConnection(nats, 'gateway', logger);
  const sharing = shareCatalogue({ ...connection, catalogue, sells_everything: false, log: logger });
  const routing = natsRouting(connection.broker, connection.requester);
  const web = await openWeb({
    config,
    routing,
    catalogue,
    engineStatistics: null,
    webhooks: await configuredWebhooks(config.payments),
    payment_figures: null,
    logger,
  });
  stopOnSignal(async () => {
    await web.close();
    routing.close();
    await sharing.close();
    await connection.close();
    catalogue.close();
  }, logger);
  console.log(welcome(web.url, config.data_folder, catalogue, Date.now()));
  logger.info({ url: web.url, data_folder: config.data_folder }, 'ready');
}
