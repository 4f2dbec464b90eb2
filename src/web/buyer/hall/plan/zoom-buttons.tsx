import { texts } from '../../../shared/texts.ts';
import type { Zoom } from './use-zoom.ts';

const STEP = 1.3;

/** What two fingers do, for those who have a mouse, a keyboard or one finger. */
export function ZoomButtons({ zoom }: { readonly zoom: Zoom }) {
  return (
    <div class="zoom" role="group" aria-label={texts.hall.zoom.label}>
      <button type="button" aria-label={texts.hall.zoom.out} onClick={() => zoom.by(1 / STEP)}>
        −
      </button>
      <button type="button" onClick={zoom.fit}>
        {texts.hall.zoom.fit}
      </button>
      <button type="button" aria-label={texts.hall.zoom.in} onClick={() => zoom.by(STEP)}>
        +
      </button>
    </div>
  );
}
