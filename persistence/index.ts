/** Who remembers: the event log, in SQLite. What is not named here is nobody else's business. */
export * from './event-log.ts';
export type { LogReader, ShowHead, StoredRecord } from './log-reader.ts';
export { type CommitOutcome, type MemoryLogOptions, openMemoryLog } from './memory/memory-log.ts';
export { partitionOf } from './partition.ts';
export { type BackupSummary, backupLog } from './sqlite/backup.ts';
export { BackupExistsError, copyDatabase } from './sqlite/copy-database.ts';
export { logExists } from './sqlite/files.ts';
export { type RebuildSummary, rebuildTables } from './sqlite/rebuild.ts';
export { LogSchemaError } from './sqlite/schema.ts';
export { openSqliteLog } from './sqlite/sqlite-log.ts';
export { openLogReader } from './sqlite/sqlite-log-reader.ts';
