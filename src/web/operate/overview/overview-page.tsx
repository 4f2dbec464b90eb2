import { useState } from 'preact/hooks';
import { timeHere } from '../format.ts';
import { Refusal } from '../refusal.tsx';
import { useOverview, type Watched } from '../service/use-overview.ts';
import { words } from '../texts.ts';
import { EnginesTable } from './engines-table.tsx';
import { Figures } from './figures.tsx';
import { FindShow } from './find-show.tsx';
import { ShowsTable } from './shows-table.tsx';

const FEW_SHOWS = 20;

export function OverviewPage() {
  const [is_paused, setPaused] = useState(false);
  const [shows_most, setShowsMost] = useState(FEW_SHOWS);
  const watched = useOverview(shows_most, is_paused);
  const newest = watched.looks.at(-1)?.overview;
  return (
    <section class="overview">
      <div class="overview-head">
        <h1>{words.overview.title}</h1>
        {newest && (
          <p class="quiet">
            {(is_paused ? words.overview.heldStill : words.overview.asOf)(timeHere(newest.at))}
          </p>
        )}
        <button type="button" aria-pressed={is_paused} onClick={() => setPaused(!is_paused)}>
          {is_paused ? words.overview.resume : words.overview.pause}
        </button>
        <FindShow />
      </div>
      <Warnings watched={watched} />
      {newest === undefined ? (
        <p class="quiet">{words.overview.loading}</p>
      ) : (
        <>
          <Figures looks={watched.looks} />
          <ShowsTable overview={newest} shows_most={shows_most} onShowsMost={setShowsMost} />
          <EnginesTable looks={watched.looks} />
        </>
      )}
    </section>
  );
}

function Warnings({ watched: { looks, failure } }: { watched: Watched }) {
  const newest = looks.at(-1)?.overview;
  const is_log_down = newest?.engines.some(({ log_available }) => !log_available) === true;
  return (
    <>
      <Refusal error={failure} />
      <div role="status" class="warnings">
        {failure !== null && newest && <p class="alarm">{words.overview.stale(timeHere(newest.at))}</p>}
        {newest?.complete === false && <p class="alarm">{words.overview.incomplete}</p>}
        {is_log_down && <p class="alarm">{words.overview.logDown}</p>}
      </div>
    </>
  );
}
