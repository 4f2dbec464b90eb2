import { useState } from 'preact/hooks';
import { texts } from '../../shared/texts.ts';
import { hrefs } from '../frame/route.ts';
import { nearestCity } from './nearest.ts';

type State = 'idle' | 'looking' | 'failed';

/** Opens the city that is nearest to where one is, if the browser tells. */
export function NearestCity() {
  const [state, setState] = useState<State>('idle');
  if (!('geolocation' in navigator)) return null;

  async function find(): Promise<void> {
    setState('looking');
    try {
      const city = await nearestCity(await position(), new AbortController().signal);
      setState('idle');
      if (city !== null) location.hash = hrefs.movies(city.city_id);
    } catch {
      // Whether the browser, its owner or the network said no: the way to go on is the same.
      setState('failed');
    }
  }

  return (
    <>
      <button type="button" aria-busy={state === 'looking'} onClick={() => void find()}>
        {texts.cities.nearest[state === 'looking' ? 'looking' : 'find']}
      </button>
      <p class="warning" role="status">
        {state === 'failed' ? texts.cities.nearest.failed : null}
      </p>
    </>
  );
}

const POSITION_TIMEOUT_MS = 10_000;
const AGE_MS = 3_600_000;

function position(): Promise<GeolocationCoordinates> {
  return new Promise((resolve, reject) => {
    const options = { timeout: POSITION_TIMEOUT_MS, maximumAge: AGE_MS };
    navigator.geolocation.getCurrentPosition(({ coords }) => resolve(coords), reject, options);
  });
}
