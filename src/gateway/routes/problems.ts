import Type from 'typebox';
import { PROBLEM_KINDS } from '../../protocol/problem-kinds.ts';
import type { App } from '../http/app.ts';

const ProblemKindBody = Type.Object({
  code: Type.String(),
  status: Type.Integer(),
  title: Type.String(),
  detail: Type.String(),
});

const ProblemKindsBody = Type.Object(
  { problems: Type.Array(ProblemKindBody) },
  { description: 'Every code, with its status and what to do next.' },
);

/** Where the `type` of a problem document leads: what its code means and what to do next. */
export function problemRoutes(app: App): void {
  const kinds = Object.entries(PROBLEM_KINDS).map(([code, kind]) => ({ code, ...kind }));
  app.route({
    method: 'GET',
    url: '/problems',
    schema: {
      operationId: 'problems',
      summary: 'Every code of a refusal',
      tags: ['problems'],
      response: { 200: ProblemKindsBody },
    },
    handler: async () => ({ problems: kinds }),
  });
  for (const kind of kinds) {
    app.route({
      method: 'GET',
      url: `/problems/${kind.code}`,
      schema: { hide: true, response: { 200: ProblemKindBody } },
      handler: async () => kind,
    });
  }
}
