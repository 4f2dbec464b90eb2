import { readImportFile } from '../catalogue/import/file.ts';
import { IMPORT_SCHEMA } from '../catalogue/import/format.ts';
import { importCatalogue } from '../catalogue/import/import.ts';
import { findOnSale } from '../catalogue/import/on-sale.ts';
import { openCatalogue } from '../catalogue/open.ts';
import type { NatsConfig } from '../config/config.ts';
import { askWhatIsOnSale, type EnginesWord } from '../nats/news/shows-on-sale.ts';
import { NotConnectedError } from '../nats/requester.ts';
import { formatPartitions } from '../partitions.ts';
import { CommandError } from './failures.ts';
import { formatSummary } from './import-summary.ts';
import { showsInLog } from './log-files.ts';
import { createLogger } from './logger.ts';
import { openConnection } from './parts/connection.ts';
import { progressOn } from './progress.ts';

export function importSchema(): string {
  return JSON.stringify(IMPORT_SCHEMA, null, 2);
}

export interface ImportSettings {
  readonly data_folder: string;
  /** Null: there is no broker, and so no other engine than that of this folder. */
  readonly nats: NatsConfig | null;
  /** Whether a copy is to take the place of its origin, which was lost. */
  readonly take_over: boolean;
}

/** Imports a file, tells on stderr how far it is, and prints what it did. */
export async function importFile(
  file: string,
  { data_folder, nats, take_over }: ImportSettings,
): Promise<void> {
  const document = readImportFile(file);
  const catalogue = openCatalogue(data_folder);
  try {
    // A show that a log knows is on sale, or was; what it needs is in its first event, and may not change here.
    const askEngines = nats === null ? null : () => askOver(nats);
    const { isOnSale, silent_partitions } = await findOnSale(catalogue, showsInLog(data_folder), askEngines);
    if (silent_partitions.length > 0) warnOfSilent(silent_partitions);
    const summary = importCatalogue(catalogue, document, {
      onSale: isOnSale,
      now: Date.now(),
      take_over,
      progress: progressOn(process.stderr, 'entries'),
    });
    console.log(formatSummary(summary));
  } finally {
    catalogue.close();
  }
}

async function askOver(nats: NatsConfig): Promise<EnginesWord> {
  const { broker, requester, close } = openConnection(nats, 'import', createLogger('warn'));
  try {
    return await askWhatIsOnSale(broker, requester);
  } catch (error) {
    if (!(error instanceof NotConnectedError)) throw error;
    throw new CommandError(
      `nothing was imported: ${error.message}, so the engines cannot be asked what is on sale`,
      {
        cause: error,
      },
    );
  } finally {
    await close();
  }
}

function warnOfSilent(partitions: readonly number[]): void {
  process.stderr.write(
    `No engine answered for the partitions ${formatPartitions(partitions)}: all of their shows count as on sale.\n`,
  );
}
