import { Ajv, type ErrorObject } from 'ajv';
import { IMPORT_SCHEMA, type ImportDocument } from './format.ts';
import { Problems } from './problems.ts';

const hasShape = new Ajv({ allErrors: true, verbose: true }).compile<ImportDocument>(IMPORT_SCHEMA);

/** Checks a parsed document against the format. Throws an `ImportError` that names every place that departs from it. */
export function checkShape(document: unknown): ImportDocument {
  if (hasShape(document)) return document;
  const problems = new Problems();
  for (const error of hasShape.errors ?? []) problems.add(error.instancePath, sentence(error));
  problems.throwIfAny();
  throw new Error('the document does not fit its schema, and the schema does not say why');
}

function sentence(error: ErrorObject): string {
  const { keyword, params, parentSchema, data } = error;
  const description = String(parentSchema?.description ?? params.type);
  switch (keyword) {
    case 'required':
      return `"${params.missingProperty}" is missing`;
    case 'additionalProperties':
      return `"${params.additionalProperty}" is not a field of ${description}`;
    case 'minItems':
      return `must have at least ${params.limit}; it is ${description}`;
    case 'maxItems':
      return `must have at most ${params.limit}; it has ${Array.isArray(data) ? data.length : 'more'}`;
    case 'uniqueItems':
      return `names the same twice (items ${params.i} and ${params.j})`;
    case 'minLength':
      return 'must not be empty';
    case 'maxLength':
      return `must have at most ${params.limit} characters`;
    case 'minimum':
      return `must be at least ${params.limit} (${description}); it is ${data}`;
    case 'maximum':
      return `must be at most ${params.limit} (${description}); it is ${data}`;
    default:
      return `must be ${description}; it is ${quoted(data)}`;
  }
}

/** What stands there, shortened where it is long. */
function quoted(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}…"`;
}
