import { TIMELINE_MOMENTS_MOST } from '../protocol/fields.ts';
import type { Timeline } from '../protocol/operation.ts';
import type { ShowRequest } from '../protocol/requests.ts';
import { runThread } from '../thread.ts';
import type { TimelineRange } from './timeline.ts';

export type TimelineRequest = Extract<ShowRequest, { verb: 'timeline' }>;

/** Plays shows back, beside the process that sells them. */
export interface Timelines {
  /** Null where so many are being read that one more would be too much. Rejects where the log cannot be read. */
  read(request: TimelineRequest): Promise<Timeline> | null;
}

/** What a thread that reads is to do. */
export interface TimelineTask {
  readonly data_folder: string;
  readonly show_id: string;
  readonly range: TimelineRange;
}

/** A history is read whole, so it takes memory and a processor that others want to buy with. */
const AT_ONCE = 2;

export function openTimelines(data_folder: string): Timelines {
  let under_way = 0;

  async function run(task: TimelineTask): Promise<Timeline> {
    under_way += 1;
    try {
      return await runThread(new URL('./timeline-thread.js', import.meta.url), task);
    } finally {
      under_way -= 1;
    }
  }

  return {
    read({ show_id, body: { from, until, moments = TIMELINE_MOMENTS_MOST } }) {
      if (under_way >= AT_ONCE) return null;
      const range = {
        from: from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(from),
        until: until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until),
        moments_most: moments,
      };
      return run({ data_folder, show_id, range });
    },
  };
}
