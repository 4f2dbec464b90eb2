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
  const numbers = httpPart === 'querystring' ? numberProperties(schema) : NONE;
  return (sent: unknown) => {
    const value = numbers.size === 0 ? sent : withNumbers(sent, numbers);
    // Where nothing was read as a number nothing is handed back: Fastify would copy all headers each time they are read.
    if (check.fits(value)) return value === sent ? true : { value };
    return { error: new ProblemError(problem('invalid_request', { errors: check.errors(value) })) };
  };
};

const PARTS: Readonly<Record<string, FieldError['in']>> = {
  body: 'body',
  querystring: 'query',
  params: 'path',
  headers: 'header',
};

const INTEGER = /^-?\d{1,15}$/;
const DECIMAL = /^-?\d{1,15}(\.\d{1,15})?$/;

/** How the numbers of a query are written, by name. */
type Numbers = ReadonlyMap<string, RegExp>;
const NONE: Numbers = new Map();

function numberProperties(schema: TSchema): Numbers {
  const properties = 'properties' in schema ? Object.entries(schema.properties ?? {}) : [];
  const numbers = new Map<string, RegExp>();
  for (const [name, property] of properties) {
    if (typeof property !== 'object' || property === null || !('type' in property)) continue;
    if (property.type === 'integer') numbers.set(name, INTEGER);
    if (property.type === 'number') numbers.set(name, DECIMAL);
  }
  return numbers;
}

function withNumbers(sent: unknown, numbers: Numbers): unknown {
  if (typeof sent !== 'object' || sent === null) return sent;
  const value: Record<string, unknown> = { ...sent };
  for (const [name, form] of numbers) {
    const text = value[name];
    if (typeof text === 'string' && form.test(text)) value[name] = Number(text);
  }
  return value;
}
