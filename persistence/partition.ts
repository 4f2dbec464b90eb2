/** The fixed number of slices of all shows. */
export const PARTITIONS = 64;

const FNV_OFFSET_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * The partition of a show, 0 to 63: FNV-1a of its id, modulo 64. It is the same function as `partition(64, …)` in the
 * subject mapping of NATS, so that a server there and a log here agree about what belongs where.
 */
export function partitionOf(show_id: string): number {
  let hash = FNV_OFFSET_BASIS;
  for (let index = 0; index < show_id.length; index += 1) {
    hash = Math.imul(hash ^ show_id.charCodeAt(index), FNV_PRIME);
  }
  return (hash >>> 0) % PARTITIONS;
}
