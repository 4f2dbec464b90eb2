import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { listenToPinches } from './pinches.ts';

/** Seats fill the hall's width, but begin neither too small to be hit nor needlessly large. */
const FIRST_LEAST_PX = 32;
const FIRST_MOST_PX = 40;
const MOST_PX = 72;
/** For the names of the rows. */
const MARGIN_COLUMNS = 1.5;

export interface Zoom {
  /** The length of a seat with the space around it, in CSS pixels. */
  readonly seat_px: number;
  readonly by: (factor: number) => void;
  /** Shows the whole width of the hall. */
  readonly fit: () => void;
}

/** How large the seats are drawn: as large as fits at first, then as two fingers, Ctrl and the wheel, or buttons say. */
export function useZoom(container: RefObject<HTMLElement | null>, columns: number): Zoom {
  const [seat_px, setSeatPx] = useState(FIRST_LEAST_PX);
  /** What is to stay where it is on the screen; in seats from the left and top, and in pixels of the screen. */
  const anchor = useRef<{ x: number; y: number; left: number } | null>(null);
  const newest_px = useRef(seat_px);
  newest_px.current = seat_px;

  const fitting = (): number => (container.current?.clientWidth ?? 0) / (columns + MARGIN_COLUMNS);

  /** `left` and `top` are the point that stays, in pixels from the container's corner; its middle where none is told. */
  function zoomTo(wanted_px: number, left?: number, top?: number): void {
    const box = container.current;
    if (box === null) return;
    const from_px = newest_px.current;
    const to_px = Math.min(Math.max(wanted_px, Math.min(fitting(), FIRST_LEAST_PX)), MOST_PX);
    const stays_left = left ?? box.clientWidth / 2;
    anchor.current = {
      x: (box.scrollLeft + stays_left) / from_px,
      y: (top ?? 0) / from_px,
      left: stays_left,
    };
    const grown_above = ((top ?? 0) / from_px) * (to_px - from_px);
    setSeatPx(to_px);
    if (grown_above !== 0) scrollBy({ top: grown_above, behavior: 'instant' });
  }

  // Once, when the hall is there.
  useLayoutEffect(() => {
    const box = container.current;
    if (box === null) return;
    const first_px = Math.min(Math.max(fitting(), FIRST_LEAST_PX), FIRST_MOST_PX);
    // Where the hall is wider than the screen, its middle is what is seen first.
    anchor.current = { x: (columns + MARGIN_COLUMNS) / 2, y: 0, left: box.clientWidth / 2 };
    setSeatPx(first_px);
    return listenToPinches(box, (factor, left, top) => zoomTo(newest_px.current * factor, left, top));
  }, [columns]);

  // After each change of size.
  useLayoutEffect(() => {
    const box = container.current;
    if (box === null || anchor.current === null) return;
    box.scrollLeft = anchor.current.x * seat_px - anchor.current.left;
  }, [seat_px]);

  return { seat_px, by: (factor) => zoomTo(newest_px.current * factor), fit: () => zoomTo(fitting()) };
}
