import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as assert from 'uvu/assert';
import { PROBLEM_KINDS } from '../../src/protocol/problem-kinds.ts';
import { ADMIN_TOKEN, type BoxOffice, drawSession, type HttpAnswer, send } from './box-office.ts';
import { type Operation, readOperations } from './operations.ts';

/** A session that uses the service as its documentation says, and holds each answer against it. */
export interface Visitor {
  readonly session_id: string;
  /** Sends a request to a route below `/v1`, with the session where it belongs. */
  ask(method: string, path: string, request?: VisitorRequest): Promise<HttpAnswer>;
}

interface VisitorRequest {
  /** Without the session, which is put in. */
  readonly body?: object;
  readonly key?: string;
  readonly headers?: Record<string, string>;
  readonly as_operator?: boolean;
}

export interface Documentation {
  visitor(): Visitor;
}

/** Reads the service's documentation once, for all its visitors. */
export async function readDocumentation(box_office: BoxOffice): Promise<Documentation> {
  const operations = await readOperations(box_office);
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const checks = new Map(
    operations.flatMap(({ id, answers }) =>
      Array.from(answers, ([status, schema]) => [`${id} ${status}`, ajv.compile(schema)] as const),
    ),
  );

  function check(operation: Operation, answer: HttpAnswer): void {
    const told = `${operation.id}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 500)}`;
    if (answer.status >= 400) {
      const { code, status } = Object(answer.body);
      assert.ok(Object.hasOwn(PROBLEM_KINDS, code), told);
      assert.is(status, answer.status, told);
      assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
      return;
    }
    if (answer.status === 204 || answer.status === 304) return;
    const fits = checks.get(`${operation.id} ${answer.status}`);
    assert.ok(fits !== undefined, `${told}: the documentation does not know this answer`);
    assert.ok(fits(answer.body), `${told}: ${ajv.errorsText(fits.errors)}`);
  }

  function operationOf(method: string, path: string): Operation {
    const steps = path.split('?')[0]?.split('/') ?? [];
    const fitting = operations.find(
      (operation) =>
        operation.method === method &&
        operation.path.split('/').length === steps.length &&
        operation.path.split('/').every((step, index) => step.startsWith('{') || step === steps[index]),
    );
    assert.ok(fitting !== undefined, `the documentation does not know ${method} ${path}`);
    return fitting;
  }

  return {
    visitor() {
      const session_id = drawSession();
      return {
        session_id,
        async ask(method, path, { body, key, headers, as_operator = false } = {}) {
          const operation = operationOf(method, path);
          const has_session = Object.hasOwn(operation.body?.properties ?? {}, 'session_id');
          const answer = await send(box_office, method, path, {
            headers: {
              ...(operation.parameters.some(({ name }) => name === 'x-session-id')
                ? { 'x-session-id': session_id }
                : {}),
              ...(key === undefined ? {} : { 'idempotency-key': key }),
              ...(as_operator ? { authorization: `Bearer ${ADMIN_TOKEN}` } : {}),
              ...headers,
            },
            body: has_session ? { session_id, ...body } : body,
          });
          check(operation, answer);
          assert.not.match(JSON.stringify(answer.body), session_id, 'no answer tells a session');
          return answer;
        },
      };
    },
  };
}
