import type { Database } from 'better-sqlite3';
import { drawId, isUlid } from '../../ids.ts';

/** What an import sets of a row, by column. */
type Columns<Values> = { readonly [Column in keyof Values]: string | number | null };

/** A row: its two names, the importer's name for it, and what an import sets of it. */
export interface Entry<Values> {
  readonly number: number;
  readonly id: string;
  readonly key: string | null;
  readonly values: Values;
}

/** The rows of one table, seen by what an import sets of them. */
export interface Table<Values> {
  readonly name: string;
  /** Whether the reference is an id rather than a key. */
  isId(reference: string): boolean;
  /** Finds by id or by the importer's key. */
  find(reference: string): Entry<Values> | null;
  byNumber(number: number): Entry<Values>;
  /** Inserts a row with a new ULID. */
  add(key: string, values: Values): Entry<Values>;
  change(entry: Entry<Values>, values: Values): Entry<Values>;
  /** The columns in which the values differ from the row's. */
  differences(entry: Entry<Values>, values: Values): (keyof Values)[];
}

export function openTable<Values extends Columns<Values>>(
  database: Database,
  name: string,
  columns: readonly (keyof Values & string)[],
): Table<Values> {
  type Row = Values & { readonly number: number; readonly id: string; readonly key: string | null };
  type Bound = (string | number | null)[];

  const select = `SELECT number, ${name}_id AS id, key, ${columns.join(', ')} FROM ${name}`;
  const byId = database.prepare<[string], Row>(`${select} WHERE ${name}_id = ?`);
  const byKey = database.prepare<[string], Row>(`${select} WHERE key = ?`);
  const byNumber = database.prepare<[number], Row>(`${select} WHERE number = ?`);
  const insert = database.prepare<Bound>(
    `INSERT INTO ${name} (${name}_id, key, ${columns.join(', ')}) VALUES (?, ?${', ?'.repeat(columns.length)})`,
  );
  const update = database.prepare<Bound>(
    `UPDATE ${name} SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE number = ?`,
  );
  const listed = (values: Values): Bound => columns.map((column) => values[column]);
  const entryOf = (row: Row): Entry<Values> => ({
    number: row.number,
    id: row.id,
    key: row.key,
    values: row,
  });

  return {
    name,
    isId: isUlid,
    find(reference) {
      const row = isUlid(reference) ? byId.get(reference) : byKey.get(reference);
      return row === undefined ? null : entryOf(row);
    },
    byNumber(number) {
      const row = byNumber.get(number);
      if (row === undefined) throw new Error(`the catalogue has no ${name} ${number}`);
      return entryOf(row);
    },
    add(key, values) {
      const id = drawId();
      const { lastInsertRowid } = insert.run(id, key, ...listed(values));
      return { number: Number(lastInsertRowid), id, key, values };
    },
    change(entry, values) {
      update.run(...listed(values), entry.number);
      return { ...entry, values };
    },
    differences: (entry, values) => columns.filter((column) => entry.values[column] !== values[column]),
  };
}
