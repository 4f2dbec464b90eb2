import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { TLocalizedValidationError } from 'typebox/error';
import type { FieldError } from './problem.ts';

/** A schema, compiled: nothing is converted, dropped or filled in. */
export interface Check<Value> {
  fits(value: unknown): value is Value;
  /** What is wrong with a value that does not fit. */
  errors(value: unknown): FieldError[];
}

/** More would help nobody. */
const MOST_ERRORS = 20;

/** Compiles the schema of one part of a request, which the errors name. */
export function compileCheck<Schema extends TSchema>(
  schema: Schema,
  part: FieldError['in'],
): Check<Static<Schema>> {
  const validator = Compile(schema);
  return {
    fits: (value): value is Static<Schema> => validator.Check(value),
    errors: (value) =>
      validator
        .Errors(value)
        .flatMap((error) => fieldErrors(error, part))
        .slice(0, MOST_ERRORS),
  };
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
    case 'enum':
      return [{ in: part, field: at, detail: `must be one of ${error.params.allowedValues.join(' · ')}` }];
    default:
      return [{ in: part, field: at, detail: error.message }];
  }
}
