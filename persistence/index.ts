/** Who remembers: the event log, in SQLite. Everything else in this folder is how it does that. */
export * from './event-log.ts';
export { LogSchemaError } from './sqlite/schema.ts';
export { openSqliteLog } from './sqlite/sqlite-log.ts';
