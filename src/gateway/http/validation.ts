import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { TLocalizedValidationError } from 'typebox/error';
import { type FieldError, problem } from '../../protocol/problem.ts';
import { ProblemError } from './problems.ts';

/**
 * Checks the parts of a request against their schemas, strictly: only numbers of a query are read as such, and nothing
 * else is converted, dropped or filled in. (The type provider's own compiler reads `?page=true` as page 1.)
 */
export const compileValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const validator = Compile(schema);
  const numbers = httpPart === 'querystring' ? numberProperties(schema) : [];
  const part = PARTS[httpPart ?? 'body'] ?? 'body';
  return (sent: unknown) => {
    const value = numbers.length === 0 ? sent : withNumbers(sent, numbers);
    if (validator.Check(value)) return { value };
    const errors = validator.Errors(value).flatMap((error) => fieldErrors(error, part));
    return { error: new ProblemError(problem('invalid_request', { errors: errors.slice(0, MOST_ERRORS) })) };
  };
};

/** More would help nobody. */
const MOST_ERRORS = 20;

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

function fieldErrors(error: TLocalizedValidationError, part: FieldError['in']): FieldError[] {
  const at = error.instancePath.slice(1);
  const within = (name: string): string => (at === '' ? name : `${at}/${name}`);
  switch (error.keyword) {
    case 'boolean':
      // The same fault as the `additionalProperties` of the object around it.
      return [];
    case 'additionalProperties':
      return error.params.additionalProperties.map((name) => ({
        in: part,
        field: within(name),
        detail: 'is not a field of this request',
      }));
    case 'required':
      // What an alternative would require is told by the `oneOf` around it.
      if (error.schemaPath.includes('/oneOf/')) return [];
      return error.params.requiredProperties.map((name) => ({
        in: part,
        field: within(name),
        detail: 'is required',
      }));
    case 'oneOf':
      return [
        {
          in: part,
          field: at,
          detail: 'must have exactly one of its alternatives, which the documentation names',
        },
      ];
    default:
      return [{ in: part, field: at, detail: error.message }];
  }
}
