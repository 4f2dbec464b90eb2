/** What the ways in, the operation and the tests may use of the actors. */
export { decodeEvent, encodeEvent } from './codec/event-codec.ts';
export {
  type Engine,
  type EngineOptions,
  type EngineStatistics,
  type PaymentTask,
  type ShowFact,
  StoppingError,
  UnavailableError,
  UnknownShowError,
} from './engine/contract.ts';
export { openEngine } from './engine/engine.ts';
export { tableChanges } from './engine/tables.ts';
export type { ShowCommand } from './show/commands.ts';
export type { ShowEvent } from './show/events.ts';
