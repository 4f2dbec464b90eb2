import { useEffect, useState } from 'preact/hooks';
import type { Show } from '../../shared/contract.ts';
import { dayAndTimeAtCinema } from '../format.ts';
import { Refusal } from '../refusal.tsx';
import { show as readShow } from '../service/api.ts';
import { words } from '../texts.ts';
import { LiveHall } from './live-hall.tsx';
import { Playback } from './playback.tsx';

const TABS = ['live', 'playback'] as const;

/** One show: as it is now, with what can be done about it, or played back from its log. */
export function ShowPage({ show_id }: { show_id: string }) {
  const { show, failure } = useShow(show_id);
  const [tab, setTab] = useState<(typeof TABS)[number]>('live');
  return (
    <section>
      <p>
        <a href="#/">← {words.show.back}</a>
      </p>
      <Refusal error={failure} />
      {show === null && failure === null && <p class="quiet">{words.show.loading}</p>}
      {show !== null && (
        <>
          <div class="show-head">
            <h1>{show.movie.title}</h1>
            <p>
              {show.cinema.name} · {show.city.name} · {show.hall.name} · {dayAndTimeAtCinema(show.start_time)}
            </p>
            <p class="quiet">
              {show_id} · <a href={`/#/show/${show_id}`}>{words.show.buyersPage}</a>
            </p>
          </div>
          <div class="actions" role="group" aria-label={words.show.tabs}>
            {TABS.map((each) => (
              <button key={each} type="button" aria-pressed={tab === each} onClick={() => setTab(each)}>
                {words.show[each]}
              </button>
            ))}
          </div>
          {tab === 'live' ? <LiveHall show={show} /> : <Playback show={show} />}
        </>
      )}
    </section>
  );
}

function useShow(show_id: string) {
  const [read, setRead] = useState<{ show: Show | null; failure: unknown }>({ show: null, failure: null });
  useEffect(() => {
    const stop = new AbortController();
    readShow(show_id, stop.signal).then(
      (show) => setRead({ show, failure: null }),
      (failure: unknown) => {
        if (!stop.signal.aborted) setRead({ show: null, failure });
      },
    );
    return () => stop.abort();
  }, [show_id]);
  return read;
}
