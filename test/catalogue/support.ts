import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { ImportDocument } from '../../src/catalogue/import/format.ts';
import { type ImportSummary, importCatalogue } from '../../src/catalogue/import/import.ts';
import { ImportError, type Problem } from '../../src/catalogue/import/problems.ts';
import { type CatalogueStore, openCatalogue } from '../../src/catalogue/open.ts';

/** A test on an empty catalogue in a folder of its own, which is gone afterwards. */
export function withCatalogue(
  test: (catalogue: CatalogueStore, folder: string) => void | Promise<void>,
): () => Promise<void> {
  return async () => {
    const folder = mkdtempSync(join(tmpdir(), 'boxoffice-catalogue-'));
    try {
      const catalogue = openCatalogue(folder);
      try {
        await test(catalogue, folder);
      } finally {
        catalogue.close();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

/** A document that has all five lists. */
export type WholeDocument = Required<Omit<ImportDocument, '$schema'>>;

/** The example next to the source: two shows in June 2030, the second 19 minutes and more after the first. */
export function example(): WholeDocument {
  const path = new URL('../../../src/catalogue/example.json', import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** Before the shows of the example. */
export const NOW = Date.parse('2030-06-01T12:00:00Z');

/** Imports as if nothing were on sale. */
export function load(catalogue: CatalogueStore, document: unknown): ImportSummary {
  return importCatalogue(catalogue, document, { onSale: () => false, now: NOW });
}

/** What an import refuses the document for. */
export function problemsOf(importing: () => unknown): readonly Problem[] {
  try {
    importing();
  } catch (error) {
    if (error instanceof ImportError) return error.problems;
    throw error;
  }
  throw new Error('the document should have been refused');
}

/** The document with the value at a JSON pointer replaced, added, or (`undefined`) removed. */
export function changed(document: unknown, pointer: string, value: unknown): unknown {
  const copy: unknown = structuredClone(document);
  const path = pointer.split('/').slice(1);
  const last = path.pop();
  assert.ok(last !== undefined, 'a pointer into the document');
  const parent = path.reduce((node, name) => Reflect.get(Object(node), name), copy);
  if (value === undefined) Reflect.deleteProperty(Object(parent), last);
  else Reflect.set(Object(parent), last, value);
  return copy;
}

/** The only item of a list. */
export function only<Item>(items: readonly Item[]): Item {
  const [item] = items;
  assert.is(items.length, 1);
  if (item === undefined) throw new Error('the list holds undefined');
  return item;
}
