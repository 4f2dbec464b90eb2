import type { ImportSummary } from '../catalogue/import/import.ts';

const COLUMN = 12;

/** What an import did, as a small table. */
export function formatSummary(summary: ImportSummary): string {
  const number = (count: number): string => count.toLocaleString('en').padStart(COLUMN);
  const lines = (['cities', 'cinemas', 'halls', 'movies', 'shows'] as const).map((kind) => {
    const { added, changed, unchanged } = summary[kind];
    return `${kind.padEnd(8)}${number(added)}${number(changed)}${number(unchanged)}`;
  });
  const heads = ['added', 'changed', 'unchanged'].map((head) => head.padStart(COLUMN)).join('');
  return [`${' '.repeat(8)}${heads}`, ...lines].join('\n');
}
