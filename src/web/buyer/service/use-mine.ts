import { useEffect } from 'preact/hooks';
import type { Booking } from '../../shared/contract.ts';
import { useRedraw } from '../../shared/hooks/use-redraw.ts';
import { mine } from './mine.ts';

/** Draws the component again whenever something of this session changes; gives its bookings, newest first. */
export function useMine(): readonly Booking[] {
  const redraw = useRedraw();
  useEffect(() => mine.subscribe(redraw), [redraw]);
  return mine.bookings();
}
