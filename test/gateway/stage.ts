import * as assert from 'uvu/assert';
import { type BoxOffice, type BoxOfficeOptions, type HttpAnswer, openBoxOffice } from './box-office.ts';
import { readDocumentation, type Visitor } from './visitor.ts';

/** A box office whose every test gets a show that nobody has touched. Rows A to D are regular, E is premium, of 10 seats each. */
export interface Stage {
  readonly box_office: BoxOffice;
  /** The path of a show of one's own. */
  freshShow(): string;
  visitor(): Visitor;
  /** A visitor who holds seats that others may want: the answer is the reservation. */
  holder(show: string, wanted: object): Promise<{ visitor: Visitor; booking_id: string; booking: string }>;
}

export async function openStage(options: BoxOfficeOptions = {}): Promise<Stage> {
  const box_office = await openBoxOffice({ shows: 30, ...options });
  const documentation = await readDocumentation(box_office);
  const fresh = [...box_office.shows];
  return {
    box_office,
    visitor: documentation.visitor,
    freshShow() {
      const show_id = fresh.pop();
      assert.ok(show_id !== undefined, 'the stage has shows enough');
      return `/v1/shows/${show_id}`;
    },
    async holder(show, wanted) {
      const visitor = documentation.visitor();
      const answer = await visitor.ask('POST', `${show}/bookings`, { body: wanted });
      assert.is(answer.status, 201, JSON.stringify(answer.body));
      const booking_id = at(answer, 'booking', 'booking_id');
      return { visitor, booking_id, booking: `${show}/bookings/${booking_id}` };
    },
  };
}

/** The text or number at the path within an answer's body. Throws where there is none. */
export function at(answer: Pick<HttpAnswer, 'body'>, ...path: readonly (string | number)[]): string {
  const value = path.reduce<unknown>((node, step) => Reflect.get(Object(node), step), answer.body);
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new Error(`nothing at ${path.join('.')} in ${JSON.stringify(answer.body)}`);
}

/** What lies at the path within an answer's body, as it is. */
export function valueAt(answer: Pick<HttpAnswer, 'body'>, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((node, step) => Reflect.get(Object(node), step), answer.body);
}

/** Asserts a refusal. */
export function assertRefused(answer: HttpAnswer, status: number, code: string): void {
  assert.equal([answer.status, at(answer, 'code')], [status, code], JSON.stringify(answer.body));
}
