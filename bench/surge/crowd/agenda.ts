/** What is due when, soonest first: a binary heap, since everybody in the crowd has one thing to do next. */
export interface Agenda<Item> {
  add(due_at: number, item: Item): void;
  /** Takes out the next one that is due by then; null where none is. */
  next(now: number): Item | null;
  size(): number;
}

interface Entry<Item> {
  readonly due_at: number;
  readonly item: Item;
}

export function createAgenda<Item>(): Agenda<Item> {
  const heap: Entry<Item>[] = [];

  const dueAt = (index: number): number => heap[index]?.due_at ?? Number.POSITIVE_INFINITY;

  function moveUp(entry: Entry<Item>): void {
    let index = heap.length;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || above.due_at <= entry.due_at) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = entry;
  }

  function moveDown(entry: Entry<Item>): void {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const child = dueAt(left + 1) < dueAt(left) ? left + 1 : left;
      const below = heap[child];
      if (below === undefined || below.due_at >= entry.due_at) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = entry;
  }

  return {
    add: (due_at, item) => moveUp({ due_at, item }),
    next(now) {
      const first = heap[0];
      if (first === undefined || first.due_at > now) return null;
      const last = heap.pop();
      if (last !== undefined && last !== first) moveDown(last);
      return first.item;
    },
    size: () => heap.length,
  };
}
