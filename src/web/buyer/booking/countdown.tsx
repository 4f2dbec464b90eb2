import { timeLeft } from '../../shared/format.ts';
import { texts } from '../../shared/texts.ts';

const LAST_WARNING_MS = 60_000;

/** The time that is left to pay by the server's clock; the last minute is told aloud, once. */
export function Countdown({ left_ms }: { readonly left_ms: number }) {
  const isUrgent = left_ms <= LAST_WARNING_MS;
  return (
    <>
      <p class="countdown" role="timer" data-urgent={isUrgent ? '' : undefined}>
        {left_ms > 0 ? texts.booking.timeLeft(timeLeft(left_ms)) : texts.booking.timeUp}
      </p>
      <p class="unseen" role="status">
        {isUrgent && left_ms > 0 ? texts.booking.oneMinute : null}
      </p>
    </>
  );
}
