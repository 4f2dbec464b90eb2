/** Numbers that look random and are the same for the same seed, so that each demo is like every other. */
export interface Random {
  /** At least 0, less than 1. */
  fraction(): number;
  /** A whole number: at least 0, less than `below`. */
  below(below: number): number;
  /** Some of the items in some order, each at most once. */
  some<Item>(items: readonly Item[], count: number): Item[];
}

export function seededRandom(seed: string): Random {
  let state = hash(seed);
  // mulberry32
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (below: number): number => Math.floor(fraction() * below);
  return {
    fraction,
    below,
    some(items, count) {
      const left = [...items];
      const amount = Math.min(count, left.length);
      return Array.from({ length: amount }, () => left.splice(below(left.length), 1)).flat();
    },
  };
}

/** FNV-1a. */
function hash(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash;
}
