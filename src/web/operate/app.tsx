import { useEffect, useState } from 'preact/hooks';
import { useStore } from '../shared/hooks/use-store.ts';
import { OverviewPage } from './overview/overview-page.tsx';
import { signOut, token } from './service/token.ts';
import { ShowPage } from './show/show-page.tsx';
import { SignIn } from './sign-in.tsx';
import { words } from './texts.ts';

const SHOW = /^#\/show\/([0-9A-Z]{26})$/;

/** Everything is behind the token; what is looked at stands in the address, the token never does. */
export function App() {
  const secret = useStore(token);
  const hash = useHash();
  const show_id = SHOW.exec(hash)?.[1] ?? null;
  return (
    <>
      <header class="site">
        <a class="brand" href="#/">
          {words.site} <span class="quiet">{words.operate}</span>
        </a>
        {secret !== null && (
          <button type="button" onClick={signOut}>
            {words.signOut}
          </button>
        )}
      </header>
      <main id="main">
        <Place secret={secret} show_id={show_id} />
      </main>
    </>
  );
}

function Place({ secret, show_id }: { secret: string | null; show_id: string | null }) {
  if (secret === null) return <SignIn />;
  return show_id === null ? <OverviewPage /> : <ShowPage key={show_id} show_id={show_id} />;
}

function useHash(): string {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const take = (): void => {
      setHash(location.hash);
      scrollTo(0, 0);
    };
    addEventListener('hashchange', take);
    return () => removeEventListener('hashchange', take);
  }, []);
  return hash;
}
