import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Config } from '../../config/config.ts';
import { buildOperations, type Operations } from '../../gateway/operations.ts';
import type { Logger } from '../logger.ts';

interface OperationsOptions {
  readonly config: Config;
  readonly catalogue: Catalogue;
  readonly isReady: () => boolean;
  readonly logger: Logger;
}

/** The operations of a process without other HTTP, as they listen. */
export interface OpenOperations extends Pick<Operations, 'measure'> {
  readonly url: string;
  close(): Promise<void>;
}

/** Null where no port is configured: nobody looks then. */
export async function openOperations(options: OperationsOptions): Promise<OpenOperations | null> {
  const { host, port } = options.config;
  if (port === null) return null;
  const { app, measure } = buildOperations(options);
  const url = await app.listen({ host, port });
  return { url, measure, close: async () => app.close() };
}
