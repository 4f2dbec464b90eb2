import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { type FieldError, problem } from '../../protocol/problem.ts';
import { compileCheck } from '../../protocol/validation.ts';
import { ProblemError } from './problems.ts';

/**
 * Checks the parts of a request against their schemas, strictly: only numbers of a query are read as such, and nothing
 * else is converted, dropped or filled in. (The type provider's own compiler reads `?page=true` as page 1.)
 */
export const compileValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const check = compileCheck(schema, PARTS[httpPart ?? 'body'] ?? 'body');
  const numbers = httpPart === 'querystring' ? numberProperties(schema) : [];
  return (sent: unknown) => {
    const value = numbers.length === 0 ? sent : withNumbers(sent, numbers);
    if (check.fits(value)) return { value };
    return { error: new ProblemError(problem('invalid_request', { errors: check.errors(value) })) };
  };
};

const PARTS: Readonly<Record<string, FieldError['in']>> = {
  body: 'body',
  querystring: 'query',
  params: 'path',
  headers: 'header',
};

function numberProperties(schema: TSchema): string[] {
  const properties = 'properties' in schema ? Object.entries(schema.properties ?? {}) : [];
  return properties.flatMap(([name, property]) =>
    typeof property === 'object' && property !== null && 'type' in property && property.type === 'integer'
      ? [name]
      : [],
  );
}

const INTEGER = /^-?\d{1,15}$/;

function withNumbers(sent: unknown, names: readonly string[]): unknown {
  if (typeof sent !== 'object' || sent === null) return sent;
  const value: Record<string, unknown> = { ...sent };
  for (const name of names) {
    const text = value[name];
    if (typeof text === 'string' && INTEGER.test(text)) value[name] = Number(text);
  }
  return value;
}
