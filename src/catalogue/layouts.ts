import type { Database } from 'better-sqlite3';
import type { Layout } from '../../actors/show/definition.ts';

/** What the table `layout` holds of a layout. */
export interface LayoutContent {
  /** Names of the seat types, in the order in which segments refer to them. */
  readonly seat_types: readonly string[];
  readonly rows: Layout;
}

export interface StoredLayout extends LayoutContent {
  /** How many seats there are, by index of seat type. */
  readonly seats: readonly number[];
}

export interface LayoutReader {
  layoutOf(number: number): StoredLayout;
  /** To be called when the whole catalogue was replaced: other layouts may have the old ones' numbers. */
  forget(): void;
}

/**
 * Gives layouts by number, each parsed once: they never change, there are few, and the shows that are awake
 * then share one object a layout.
 */
export function layoutReader(database: Database): LayoutReader {
  const select = database.prepare<[number], { content: string }>(
    'SELECT content FROM layout WHERE number = ?',
  );
  const parsed = new Map<number, StoredLayout>();

  return {
    layoutOf(number) {
      const known = parsed.get(number);
      if (known !== undefined) return known;
      const row = select.get(number);
      if (row === undefined) throw new Error(`the catalogue has no layout ${number}`);
      const content: LayoutContent = JSON.parse(row.content);
      const layout = { ...content, seats: countSeats(content) };
      parsed.set(number, layout);
      return layout;
    },
    forget: () => parsed.clear(),
  };
}

function countSeats({ seat_types, rows }: LayoutContent): number[] {
  const segments = rows.flatMap((row) => row.segments);
  return seat_types.map((_, type) =>
    segments.reduce((sum, segment) => (segment.type === type ? sum + segment.count : sum), 0),
  );
}
