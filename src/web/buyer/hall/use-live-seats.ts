import { useEffect, useState } from 'preact/hooks';
import type { SeatMap } from '../../shared/contract.ts';
import { useRedraw } from '../../shared/hooks/use-redraw.ts';
import { type LiveSeats, liveSeats } from '../service/live-seats.ts';

/** The seats as they are now. However many changes come, the hall is drawn once for each picture on the screen. */
export function useLiveSeats(first: SeatMap): LiveSeats {
  const [live] = useState(() => liveSeats(first));
  const redraw = useRedraw();
  useEffect(() => {
    const controller = new AbortController();
    let frame: number | null = null;
    live.follow(() => {
      frame ??= requestAnimationFrame(() => {
        frame = null;
        redraw();
      });
    }, controller.signal);
    return () => {
      controller.abort();
      if (frame !== null) cancelAnimationFrame(frame);
    };
  }, [live, redraw]);
  return live;
}
