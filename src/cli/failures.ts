import { SqliteError } from 'better-sqlite3';
import { CommanderError } from 'commander';
import {
  BackupExistsError,
  LogCorruptError,
  LogLockedError,
  LogSchemaError,
} from '../../persistence/index.ts';
import { CatalogueFileError } from '../catalogue/database.ts';
import { CatalogueCopyError } from '../catalogue/edition.ts';
import { EnginesNotAskedError } from '../catalogue/import/on-sale.ts';
import { ImportError } from '../catalogue/import/problems.ts';
import { ConfigError } from '../config/values.ts';
import { ApiKeyError } from '../gateway/quota/api-keys.ts';
import { PartitionsTakenError } from '../nats/claim/partitions-taken.ts';
import { MappingError } from '../nats/show-service/mapping.ts';
import { NoBooksError } from '../payments/sandbox/books.ts';
import { TicketKeyError } from '../tickets/key-files.ts';
import { FAILED, IN_USE, MISUSED } from './exit-codes.ts';

/** A command cannot be carried out; the message says why, and what would help. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** What a command that failed prints, null where it has been printed already, and its exit code. */
export interface Failure {
  readonly message: string | null;
  readonly exit_code: number;
}

/** What went wrong, for the person at the terminal. A stack is only shown of an error of our own making. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof CommanderError)
    return { message: null, exit_code: error.exitCode === 0 ? 0 : MISUSED };
  if (error instanceof ConfigError) return { message: error.message, exit_code: MISUSED };
  if (error instanceof LogLockedError) return { message: error.message, exit_code: IN_USE };
  if (error instanceof PartitionsTakenError) {
    const message = `${error.message}: stop that one, or give this one others by --partitions`;
    return { message, exit_code: IN_USE };
  }
  if (isSystemError(error, 'EADDRINUSE')) {
    const message = `${error.message}: another program listens there; stop it, or set BOXOFFICE_PORT`;
    return { message, exit_code: IN_USE };
  }
  if (isMessageEnough(error)) return { message: error.message, exit_code: FAILED };
  return {
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    exit_code: FAILED,
  };
}

function isMessageEnough(error: unknown): error is Error {
  return (
    error instanceof CommandError ||
    error instanceof MappingError ||
    error instanceof ImportError ||
    error instanceof ApiKeyError ||
    error instanceof TicketKeyError ||
    error instanceof CatalogueFileError ||
    error instanceof NoBooksError ||
    error instanceof CatalogueCopyError ||
    error instanceof EnginesNotAskedError ||
    error instanceof BackupExistsError ||
    error instanceof LogSchemaError ||
    error instanceof LogCorruptError ||
    error instanceof SqliteError ||
    isSystemError(error)
  );
}

/** An error of the operating system: no such file, no permission, a full disk. Its message names the file. */
function isSystemError(error: unknown, code?: string): error is Error {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return false;
  return code === undefined || error.code === code;
}
