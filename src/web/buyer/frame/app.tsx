import { Fragment } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Header } from './header.tsx';
import { StatusBar } from './status-bar.tsx';
import { usePlace } from './use-place.tsx';

/** The whole page: what is always there, and the place that the address names. */
export function App() {
  const { view, hash, is_opening } = usePlace();
  const main = useRef<HTMLElement>(null);
  const shown = useRef<string | null>(null);

  // Whoever cannot see the page hears what place it is at now; whoever can, starts at its top.
  useLayoutEffect(() => {
    const isFirst = shown.current === null;
    shown.current = hash;
    if (isFirst || hash === null) return;
    scrollTo(0, 0);
    main.current?.querySelector('h1')?.focus();
  }, [hash]);

  return (
    <>
      <Header place={view?.title ?? null} />
      <StatusBar />
      <main id="main" ref={main} aria-busy={is_opening}>
        <Fragment key={hash}>{view?.content}</Fragment>
      </main>
    </>
  );
}
