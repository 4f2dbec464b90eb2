import type { PlacedRow, PlacedSeat, Plan } from './layout.ts';

/** The seat that a key leads to from a seat; null where there is none, or for any other key. */
export function stepFrom(plan: Plan, seat_id: string, key: string): string | null {
  const row_at = plan.rows.findIndex(({ seats }) => seats.some((seat) => seat.seat_id === seat_id));
  const seats = plan.rows[row_at]?.seats ?? [];
  const at = seats.findIndex((seat) => seat.seat_id === seat_id);
  const from = seats[at];
  if (from === undefined) return null;
  switch (key) {
    case 'ArrowLeft':
      return seats[at - 1]?.seat_id ?? null;
    case 'ArrowRight':
      return seats[at + 1]?.seat_id ?? null;
    case 'Home':
      return seats[0]?.seat_id ?? null;
    case 'End':
      return seats.at(-1)?.seat_id ?? null;
    case 'ArrowUp':
      return nearest(from, plan.rows[row_at - 1]);
    case 'ArrowDown':
      return nearest(from, plan.rows[row_at + 1]);
    default:
      return null;
  }
}

/** Rows differ in length and in their aisles: the seat nearest by its place in the hall. */
function nearest(from: PlacedSeat, row: PlacedRow | undefined): string | null {
  const distance = (seat: PlacedSeat): number => Math.abs(seat.x - from.x);
  const [best] = [...(row?.seats ?? [])].sort((a, b) => distance(a) - distance(b));
  return best?.seat_id ?? null;
}
