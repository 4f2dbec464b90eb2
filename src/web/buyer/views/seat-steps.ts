/** The seat that an arrow key leads to from a seat; undefined where there is none, or for any other key. */
export function stepFrom(seat: HTMLButtonElement, key: string): HTMLButtonElement | undefined {
  const row = seat.parentElement;
  if (row === null) return undefined;
  const seats = seatsOf(row);
  const at = seats.indexOf(seat);
  switch (key) {
    case 'ArrowLeft':
      return seats[at - 1];
    case 'ArrowRight':
      return seats[at + 1];
    case 'Home':
      return seats[0];
    case 'End':
      return seats.at(-1);
    case 'ArrowUp':
      return nearest(seat, row.previousElementSibling);
    case 'ArrowDown':
      return nearest(seat, row.nextElementSibling);
    default:
      return undefined;
  }
}

function seatsOf(row: Element): HTMLButtonElement[] {
  return [...row.querySelectorAll('button')];
}

/** Rows differ in length and in their aisles: the seat nearest by its place on the screen. */
function nearest(from: Element, row: Element | null): HTMLButtonElement | undefined {
  if (row === null) return undefined;
  const middle = (seat: Element): number => {
    const { left, right } = seat.getBoundingClientRect();
    return (left + right) / 2;
  };
  const distance = (seat: Element): number => Math.abs(middle(seat) - middle(from));
  return seatsOf(row).sort((a, b) => distance(a) - distance(b))[0];
}
