import { useEffect, useState } from 'preact/hooks';
import { dayAndTimeHere, number } from '../format.ts';
import type { TimelineMoment } from '../service/contract.ts';
import { words } from '../texts.ts';

interface PlaybackControlsProps {
  readonly moment: TimelineMoment;
  readonly events_total: number;
  readonly at: number;
  readonly last: number;
  readonly onAt: (at: number) => void;
}

const FRAME_MS = 120;
const say = words.timeline;

/** Which moment is looked at: a slider, a step either way, or played by itself. */
export function PlaybackControls({ moment, events_total, at, last, onAt }: PlaybackControlsProps) {
  const [is_playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!is_playing) return;
    const timer = setTimeout(() => (at < last ? onAt(at + 1) : setPlaying(false)), FRAME_MS);
    return () => clearTimeout(timer);
  }, [is_playing, at, last, onAt]);

  function play(): void {
    if (!is_playing && at === last) onAt(0);
    setPlaying(!is_playing);
  }

  const time = dayAndTimeHere(moment.at);
  return (
    <div class="controls">
      <button type="button" class="primary" onClick={play}>
        {is_playing ? say.stop : say.play}
      </button>
      <button type="button" disabled={at === 0} aria-label={say.before} onClick={() => onAt(at - 1)}>
        ‹
      </button>
      <button type="button" disabled={at === last} aria-label={say.after} onClick={() => onAt(at + 1)}>
        ›
      </button>
      <input
        type="range"
        min={0}
        max={last}
        value={at}
        aria-label={say.moment}
        aria-valuetext={time}
        onInput={(event) => onAt(Number(event.currentTarget.value))}
      />
      <p class="moment">
        <strong>{time}</strong>{' '}
        <span class="quiet">{say.of(number(moment.version), number(events_total))}</span>
      </p>
    </div>
  );
}
