import { openSqliteLog } from '../../persistence/index.ts';
import { eventLogContract } from './event-log-contract.ts';
import { temporaryFolder } from './temporary-folder.ts';

eventLogContract('in SQLite', () => openSqliteLog(temporaryFolder()));
