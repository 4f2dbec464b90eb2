/** What the ways in may use of the actors. */
export { decodeEvent, encodeEvent } from './codec/event-codec.ts';
export type { ShowCommand } from './show/commands.ts';
export type { ShowEvent } from './show/events.ts';
