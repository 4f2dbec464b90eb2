import type { Problems } from './problems.ts';
import type { Entry, Table } from './table.ts';

/** How many things of a kind an import added, changed and found as they were to be. */
export interface Tally {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** What one thing of a document asks of its row. */
interface Taking<Values> {
  /** Where it stands in the document. */
  readonly place: string;
  /** The importer's key, or a ULID. */
  readonly key: string;
  /** What the row is to hold, given what it holds; null where the document is wrong about that, and it was said. */
  readonly values: (before: Entry<Values> | null) => Values | null;
  /** Why these columns of a row may not be changed, or null. */
  readonly refusal?: (before: Entry<Values>, changed: readonly (keyof Values)[]) => string | null;
}

/** A row as it was before the import (null where it is new) and as it is now. */
interface Taken<Values> {
  readonly before: Entry<Values> | null;
  readonly now: Entry<Values>;
}

/** Brings the things of one kind from a document into their table. */
export interface Intake<Values> {
  /** Adds or changes one. Null where that was refused; the problem is then told. */
  take(taking: Taking<Values>): Taken<Values> | null;
  /** The thing that a document refers to. Null where there is none; the problem is then told. */
  refer(place: string, reference: string): Entry<Values> | null;
  tally(): Tally;
}

export function openIntake<Values>(
  table: Table<Values>,
  problems: Problems,
  onTaken: () => void,
): Intake<Values> {
  const tally = { added: 0, changed: 0, unchanged: 0 };
  // By key and by number, as a document may name the same thing once by its key and once by its id.
  const place_of_key = new Map<string, string>();
  const place_of_number = new Map<number, string>();
  // Whoever refers to something that was refused is not at fault.
  const refused = new Set<string>();
  const referred = new Map<string, Entry<Values> | null>();

  const take = ({ place, key, values, refusal }: Taking<Values>): Taken<Values> | null => {
    const before = table.find(key);
    const twice = place_of_key.get(key) ?? (before === null ? undefined : place_of_number.get(before.number));
    if (twice !== undefined) {
      problems.add(place, `this ${table.name} is in the document twice; it is also ${twice}`);
      return null;
    }
    place_of_key.set(key, place);
    if (before === null && table.isId(key)) {
      problems.add(`${place}/key`, `no ${table.name} has the id "${key}"; give a new one a key of your own`);
      return null;
    }
    const wanted = values(before);
    if (wanted === null) return null;
    if (before === null) {
      tally.added++;
      return { before, now: table.add(key, wanted) };
    }
    place_of_number.set(before.number, place);
    const changed = table.differences(before, wanted);
    if (changed.length === 0) {
      tally.unchanged++;
      return { before, now: before };
    }
    const reason = refusal?.(before, changed) ?? null;
    if (reason !== null) {
      problems.add(place, reason);
      return null;
    }
    tally.changed++;
    return { before, now: table.change(before, wanted) };
  };

  return {
    take(taking) {
      const taken = take(taking);
      if (taken === null) refused.add(taking.key);
      onTaken();
      return taken;
    },

    refer(place, reference) {
      if (refused.has(reference)) return null;
      const known = referred.get(reference);
      const entry = known === undefined ? table.find(reference) : known;
      referred.set(reference, entry);
      if (entry === null) {
        const name = table.isId(reference) ? 'id' : 'key';
        problems.add(place, `no ${table.name} has the ${name} "${reference}"`);
      }
      return entry;
    },

    tally: () => tally,
  };
}
