import type { TSchema } from 'typebox';
import type { Problem } from '../../protocol/problem.ts';
import { showSubject } from '../subjects.ts';
import type { PublicVerb } from './verbs.ts';

/** What the services API is told of something that can be asked. */
export interface Endpoint {
  readonly name: string;
  /** What clients use; which one a request takes behind it is the server's affair. */
  readonly subject: string;
  readonly request_schema: TSchema;
  readonly response_schema: TSchema;
  readonly statistics: Statistics;
}

export interface ShowEndpoint extends Endpoint {
  readonly verb: PublicVerb;
}

export interface Statistics {
  requests: number;
  errors: number;
  /** As the header of the newest error said it; empty before the first. */
  last_error: string;
  processing_ns: number;
}

const NS_PER_MS = 1_000_000;

export function showEndpoint(verb: PublicVerb): ShowEndpoint {
  const { name, request_schema, response_schema } = verb;
  return {
    verb,
    name,
    subject: showSubject('*', name),
    request_schema,
    response_schema,
    statistics: noStatistics(),
  };
}

export function noStatistics(): Statistics {
  return { requests: 0, errors: 0, last_error: '', processing_ns: 0 };
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
