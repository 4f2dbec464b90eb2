import type { Problem } from '../../protocol/problem.ts';
import type { PublicVerb } from './verbs.ts';

/** A verb, and what the services API is told of it. */
export interface Endpoint {
  readonly verb: PublicVerb;
  readonly statistics: Statistics;
}

export interface Statistics {
  requests: number;
  errors: number;
  /** As the header of the newest error said it; empty before the first. */
  last_error: string;
  processing_ns: number;
}

const NS_PER_MS = 1_000_000;

export function createEndpoint(verb: PublicVerb): Endpoint {
  return { verb, statistics: { requests: 0, errors: 0, last_error: '', processing_ns: 0 } };
}

export function count({ statistics }: Endpoint, processing_ms: number, refusal: Problem | null): void {
  statistics.requests += 1;
  statistics.processing_ns += Math.round(processing_ms * NS_PER_MS);
  if (refusal === null) return;
  statistics.errors += 1;
  statistics.last_error = errorLine(refusal);
}

/** What the services API tells of an error, in one line. */
export function errorLine({ code, title }: Problem): string {
  return `${code}: ${title}`;
}
