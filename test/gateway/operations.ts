import type { Schema } from '../support/bad-values.ts';
import { type BoxOffice, send } from './box-office.ts';

/** A route as the service's own documentation describes it. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  /** With `{names}`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** The schema of its body, or null. */
  readonly body: ObjectSchema | null;
  /** The schemas of its JSON answers by status. */
  readonly answers: ReadonlyMap<number, Schema>;
  readonly is_operators: boolean;
}

export interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

interface ObjectSchema extends Schema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: ObjectSchema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
  readonly security?: readonly unknown[];
}

/** Every route of `/openapi.json`. */
export async function readOperations(box_office: BoxOffice): Promise<Operation[]> {
  const { body } = await send(box_office, 'GET', '/openapi.json');
  const paths: Record<string, Record<string, Described>> = Object(body).paths;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      id: described.operationId,
      method: method.toUpperCase(),
      path,
      parameters: described.parameters ?? [],
      body: described.requestBody?.content['application/json']?.schema ?? null,
      answers: new Map(
        Object.entries(described.responses).flatMap(([status, { content }]) => {
          const schema = content?.['application/json']?.schema;
          return schema === undefined ? [] : [[Number(status), schema]];
        }),
      ),
      is_operators: described.security !== undefined,
    })),
  );
}
