import { useEffect, useState } from 'preact/hooks';
import { pause } from '../../shared/pause.ts';
import { dayAndTimeAtCinema } from '../format.ts';
import { findShows } from '../service/api.ts';
import type { FoundShow } from '../service/contract.ts';
import { words } from '../texts.ts';

const SHOW_ID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
/** Not every letter is a question. */
const TYPING_PAUSE_MS = 250;
const SHORTEST_KEYWORD = 2;

/** Finds shows that nothing is open in, by their title or id. */
export function FindShow() {
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<readonly FoundShow[] | null>(null);

  useEffect(() => {
    setFound(null);
    if (SHOW_ID.test(typed)) location.hash = `#/show/${typed}`;
    if (typed.length < SHORTEST_KEYWORD || SHOW_ID.test(typed)) return;
    const stop = new AbortController();
    pause(TYPING_PAUSE_MS, stop.signal)
      .then(() => findShows(typed, stop.signal))
      .then(setFound)
      // Whoever finds nothing types on; the overview says when the service does not answer.
      .catch(() => undefined);
    return () => stop.abort();
  }, [typed]);

  return (
    <search class="find">
      <label class="unseen" for="find">
        {words.find.label}
      </label>
      <input
        id="find"
        type="search"
        placeholder={words.find.placeholder}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value.trim())}
      />
      <div class="found" role="status">
        {found?.length === 0 && <p class="quiet">{words.find.none}</p>}
        {found !== null && found.length > 0 && (
          <ul>
            {found.map(({ show_id, title, cinema, start_time }) => (
              <li key={show_id}>
                <a href={`#/show/${show_id}`}>
                  {title}
                  <span class="quiet">
                    {cinema.name} · {cinema.city} · {dayAndTimeAtCinema(start_time)}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </search>
  );
}
