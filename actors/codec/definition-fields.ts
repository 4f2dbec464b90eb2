import type { Layout, LayoutRow, SeatType, Segment, ShowDefinition } from '../show/definition.ts';
import { FieldReader, ulidField } from './fields.ts';

export function definitionFields(definition: ShowDefinition): readonly unknown[] {
  const { show_id, movie_id, hall_id, starts_at, currency, types, layout } = definition;
  return [
    ulidField(show_id),
    ulidField(movie_id),
    ulidField(hall_id),
    starts_at,
    currency,
    types.map(({ name, amount }) => [name, amount]),
    layout.map(({ row, segments }) => [
      row,
      segments.map(({ type, first, count, gap }) => [type, first, count, gap]),
    ]),
  ];
}

export function readDefinition(fields: FieldReader): ShowDefinition {
  return {
    show_id: fields.ulid(),
    movie_id: fields.ulid(),
    hall_id: fields.ulid(),
    starts_at: fields.number(),
    currency: fields.text(),
    types: fields.listOf(readType),
    layout: shareLayout(fields.listOf(readRow)),
  };
}

function readType(item: unknown): SeatType {
  const fields = new FieldReader(item);
  return { name: fields.text(), amount: fields.number() };
}

function readRow(item: unknown): LayoutRow {
  const fields = new FieldReader(item);
  return { row: fields.text(), segments: fields.listOf(readSegment) };
}

function readSegment(item: unknown): Segment {
  const fields = new FieldReader(item);
  return { type: fields.number(), first: fields.number(), count: fields.number(), gap: fields.number() };
}

/** Halls are few and shows are many: equal layouts are kept in memory once. */
const layouts = new Map<string, Layout>();
const MOST_SHARED = 20_000;

function shareLayout(layout: Layout): Layout {
  const key = JSON.stringify(layout);
  const known = layouts.get(key);
  if (known !== undefined) return known;
  if (layouts.size >= MOST_SHARED) layouts.clear();
  layouts.set(key, layout);
  return layout;
}
