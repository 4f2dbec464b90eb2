import { useEffect, useState } from 'preact/hooks';
import { timeline } from '../service/api.ts';
import type { Timeline } from '../service/contract.ts';

export interface Range {
  readonly from: string;
  readonly until: string;
}

export interface ReadTimeline {
  /** The newest that was read; null before the first. */
  readonly timeline: Timeline | null;
  readonly is_reading: boolean;
  readonly failure: unknown;
  readonly readAgain: () => void;
}

/** The show's history, whole where the range is null. */
export function useTimeline(show_id: string, range: Range | null): ReadTimeline {
  const [read, setRead] = useState<Omit<ReadTimeline, 'readAgain'>>({
    timeline: null,
    is_reading: true,
    failure: null,
  });
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    setRead((before) => ({ ...before, is_reading: true }));
    timeline(show_id, range, stop.signal).then(
      (newest) => setRead({ timeline: newest, is_reading: false, failure: null }),
      (failure: unknown) => {
        if (!stop.signal.aborted) setRead((before) => ({ ...before, is_reading: false, failure }));
      },
    );
    return () => stop.abort();
  }, [show_id, range, times]);
  return { ...read, readAgain: () => setTimes((before) => before + 1) };
}
