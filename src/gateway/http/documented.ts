import Type from 'typebox';

/** RFC 9457, as the documentation shows it; `/problems` explains each code. */
const ProblemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: 'What to do next.' }),
    code: Type.String({ description: 'Stable; see /problems.' }),
  },
  { additionalProperties: true, title: 'Problem' },
);

/** An answer that is not JSON. */
export function fileAnswer(type: string) {
  return { description: 'The file.', content: { [type]: { schema: Type.String({ format: 'binary' }) } } };
}

/** Every route may refuse with a problem; documents are written as they are, not by this schema. */
export const PROBLEMS = {
  '4xx': {
    description: 'Refused; `code` says why, `detail` what to do next.',
    content: { 'application/problem+json': { schema: ProblemSchema } },
  },
  '5xx': {
    description: 'Cannot be answered now.',
    content: { 'application/problem+json': { schema: ProblemSchema } },
  },
} as const;
