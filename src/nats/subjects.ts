import { partitionOf } from '../../persistence/partition.ts';

/** Every subject that boxoffice uses, in one place; `examples/nats-server.conf` says who may use which. */

/** What frontends ask; the server maps it to the subject of the show's partition. */
export const SHOW_REQUESTS = 'boxoffice.show.*.*';

/** What frontends ask of no single show: all bookings of a session. */
export const SESSION_BOOKINGS = 'boxoffice.session.bookings';

/** Where the server maps nothing, the engines share what arrives there as this queue. */
export const SHOW_QUEUE = 'boxoffice';

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

/** The show and the verb that a request's subject names, mapped or not. */
export function namedIn(subject: string): { readonly show_id: string; readonly verb: string } {
  const before_verb = subject.lastIndexOf('.');
  const before_show = subject.lastIndexOf('.', before_verb - 1);
  return { show_id: subject.slice(before_show + 1, before_verb), verb: subject.slice(before_verb + 1) };
}

/** A verb that nobody serves: by it an engine finds out whether the server maps requests, and where to. */
export const PROBE_VERB = 'probe';
export const UNMAPPED_PROBES = `boxoffice.show.*.${PROBE_VERB}`;
export const MAPPED_PROBES = `boxoffice.p.*.show.*.${PROBE_VERB}`;

/** The partition in a mapped subject, as it is written there. */
export function partitionIn(mapped_subject: string): string {
  return mapped_subject.split('.')[2] ?? '';
}

/** Where the services API of NATS looks for any service, for those of a name, or for one alone. */
export function discoverySubject(verb: 'PING' | 'INFO' | 'STATS', ...name_and_id: readonly string[]): string {
  return ['$SRV', verb, ...name_and_id].join('.');
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

/** Which edition of the catalogue a process has and passes on, every few seconds and when it changes. */
export const CATALOGUE_OFFERS = 'boxoffice.catalogue.offers';

/** Whoever hears this and has a catalogue offers it at once. */
export const CATALOGUE_WANTED = 'boxoffice.catalogue.wanted';

/** Asks one holder of the catalogue to make a parcel of it, and what that parcel is. */
export function catalogueParcel(holder_id: string): string {
  return `boxoffice.catalogue.${holder_id}.parcel`;
}

/** Asks one holder of the catalogue for a piece of the parcel. */
export function catalogueChunk(holder_id: string): string {
  return `boxoffice.catalogue.${holder_id}.chunk`;
}
