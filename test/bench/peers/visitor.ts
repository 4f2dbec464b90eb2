import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as assert from 'uvu/assert';

/** A session that asks a venue for one of its shows. */
export interface Visitor {
  /** Paths begin with `/v1`; the session is put where it belongs. */
  ask(
    method: string,
    path: string,
    request?: { readonly body?: object; readonly key?: string },
  ): Promise<Answer>;
}

const TRY_AGAIN_MS = 100;

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export function visitorOf(url: string): Visitor {
  const session_id = randomBytes(16).toString('base64url');
  const visitor: Visitor = {
    async ask(method, path, request = {}) {
      const { body, key } = request;
      const has_body = method === 'POST';
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          'x-session-id': session_id,
          ...(has_body ? { 'content-type': 'application/json' } : {}),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(has_body ? { body: JSON.stringify({ session_id, ...body }) } : {}),
      });
      const answer = { status: response.status, body: await response.json() };
      // A machine with too much else to do: nothing was done, as the answer says.
      if (answer.status !== 503) return answer;
      await sleep(TRY_AGAIN_MS);
      return visitor.ask(method, path, request);
    },
  };
  return visitor;
}

/** Asserts a refusal, with the members that its problem document is to have beside its code. */
export function assertRefused(answer: Answer, status: number, code: string, members: object = {}): void {
  const told = JSON.stringify(answer.body);
  assert.is(answer.status, status, told);
  for (const [name, value] of Object.entries({ code, ...members })) {
    assert.equal(Reflect.get(Object(answer.body), name), value, told);
  }
}
