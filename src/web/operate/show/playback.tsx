import { useMemo, useState } from 'preact/hooks';
import type { SeatStatus, Show } from '../../shared/contract.ts';
import { Refusal } from '../refusal.tsx';
import type { Timeline, TimelineMoment } from '../service/contract.ts';
import { words } from '../texts.ts';
import { HallPlan } from './hall-plan.tsx';
import { MomentFigures } from './moment-figures.tsx';
import { PlaybackControls } from './playback-controls.tsx';
import { TimelineChart } from './timeline-chart.tsx';
import { type Range, useTimeline } from './use-timeline.ts';

const STATUS_OF: Readonly<Record<string, SeatStatus>> = {
  a: 'available',
  r: 'reserved',
  b: 'booked',
  x: 'blocked',
};
/** To look closer shows so many moments on either side of the one that is looked at. */
const CLOSER = 12;

/** The show played back from its log: its seats, queue and reservations at each moment. */
export function Playback({ show }: { show: Show }) {
  const [range, setRange] = useState<Range | null>(null);
  const { timeline, is_reading, failure, readAgain } = useTimeline(show.show_id, range);
  return (
    <div class="playback" aria-busy={is_reading}>
      <Refusal error={failure} />
      {timeline === null && is_reading && <p class="quiet">{words.timeline.loading}</p>}
      {timeline !== null && timeline.moments.length === 0 && <p class="quiet">{words.timeline.empty}</p>}
      {timeline !== null && timeline.moments.length > 0 && (
        <Moments
          key={`${timeline.moments[0]?.version} ${timeline.moments.at(-1)?.version}`}
          show={show}
          timeline={timeline}
          is_whole={range === null}
          onRange={setRange}
          onReadAgain={readAgain}
        />
      )}
    </div>
  );
}

interface MomentsProps {
  readonly show: Show;
  readonly timeline: Timeline;
  readonly is_whole: boolean;
  readonly onRange: (range: Range | null) => void;
  readonly onReadAgain: () => void;
}

function Moments({ show, timeline, is_whole, onRange, onReadAgain }: MomentsProps) {
  const { moments, seats } = timeline;
  const last = moments.length - 1;
  const [at, setAt] = useState(last);
  const place_of = useMemo(() => new Map(seats.map((seat_id, index) => [seat_id, index])), [seats]);
  const moment = moments[at];
  const closer = rangeAround(moments, at);
  if (moment === undefined) return null;
  return (
    <>
      <div class="card">
        <TimelineChart moments={moments} at={at} onAt={setAt} />
        <PlaybackControls
          moment={moment}
          events_total={timeline.events_total}
          at={at}
          last={last}
          onAt={setAt}
        />
        <div class="actions">
          <button type="button" disabled={closer === null} onClick={() => onRange(closer)}>
            {words.timeline.closer}
          </button>
          <button type="button" disabled={is_whole} onClick={() => onRange(null)}>
            {words.timeline.whole}
          </button>
          <button type="button" onClick={onReadAgain}>
            {words.timeline.reload}
          </button>
          <span class="quiet">
            {closer === null ? words.timeline.every : words.timeline.several(moments.length)}
          </span>
        </div>
      </div>
      <div class="live-hall">
        <div class="card">
          <HallPlan
            rows={show.hall.rows}
            statusOf={(seat_id) => STATUS_OF[moment.seats[place_of.get(seat_id) ?? -1] ?? 'a'] ?? 'available'}
            onPick={null}
          />
        </div>
        <MomentFigures moment={moment} is_first={at === 0} />
      </div>
    </>
  );
}

/** Null where every step of these moments is there already. */
function rangeAround(moments: readonly TimelineMoment[], at: number): Range | null {
  const near = moments.slice(Math.max(0, at - CLOSER), at + CLOSER + 1);
  const [first, last] = [near[0], near.at(-1)];
  if (first === undefined || last === undefined || near.length === moments.length) return null;
  return { from: first.at, until: last.at };
}
