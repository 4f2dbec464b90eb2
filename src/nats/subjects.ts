import { partitionOf } from '../../persistence/partition.ts';

/** Every subject that boxoffice uses, in one place; `examples/nats-server.conf` says who may use which. */

/** What frontends ask; the server maps it to the subject of the show's partition. */
export const SHOW_REQUESTS = 'boxoffice.show.*.*';

export function showSubject(show_id: string, verb: string): string {
  return `boxoffice.show.${show_id}.${verb}`;
}

/** What the engine that owns the partition listens to. */
export function partitionRequests(partition: number): string {
  return `boxoffice.p.${partition}.show.*.*`;
}

export function partitionSubject(show_id: string, verb: string): string {
  return `boxoffice.p.${partitionOf(show_id)}.show.${show_id}.${verb}`;
}

/** What happened in a show, once it is durable. */
export function eventSubject(show_id: string): string {
  return `boxoffice.event.${show_id}`;
}

/** The newest versions of a partition's shows, from the engine that owns it; the sign that it lives, too. */
export function newestSubject(partition: number): string {
  return `boxoffice.newest.${partition}`;
}
export const NEWEST_OF_ALL = 'boxoffice.newest.*';

/** Whoever hears this and owns partitions says so at once, instead of in its own time. */
export const ROLL_CALL = 'boxoffice.engine.roll-call';

/** An engine that wants to own partitions asks here whether another one does. */
export const CLAIMS = 'boxoffice.engine.claim';

/** Requests of one gateway's many users to one engine. */
export function engineRequests(engine_id: string): string {
  return `boxoffice.engine.${engine_id}.requests`;
}

/** How the shows of one engine stand, for who has just come or has missed something. */
export function engineAvailability(engine_id: string): string {
  return `boxoffice.engine.${engine_id}.availability`;
}
