import { PARTITIONS } from '../persistence/partition.ts';

export const ALL_PARTITIONS: readonly number[] = Array.from({ length: PARTITIONS }, (_, number) => number);

const ITEM = /^(\d{1,2})(?:-(\d{1,2}))?$/;

/** Reads a list of partitions such as `0-31,40`. Gives each once, in order; null where the text is no such list. */
export function parsePartitions(text: string): readonly number[] | null {
  const wanted = new Set<number>();
  for (const item of text.split(',')) {
    const match = ITEM.exec(item.trim());
    if (match === null) return null;
    const first = Number(match[1]);
    const last = Number(match[2] ?? match[1]);
    if (first > last || last >= PARTITIONS) return null;
    for (let partition = first; partition <= last; partition += 1) wanted.add(partition);
  }
  return ALL_PARTITIONS.filter((partition) => wanted.has(partition));
}

/** Writes partitions as `parsePartitions` reads them, in as few words as that allows. */
export function formatPartitions(partitions: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const partition of partitions.toSorted((one, other) => one - other)) {
    const run = runs.at(-1);
    if (run?.[1] === partition - 1) run[1] = partition;
    else runs.push([partition, partition]);
  }
  return runs.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(',');
}
