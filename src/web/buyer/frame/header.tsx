import { useEffect } from 'preact/hooks';
import { texts } from '../../shared/texts.ts';
import { hrefs } from './route.ts';
import { useMostUrgent } from './use-most-urgent.ts';

/**
 * On top of every place of the page: the way to the start, and what cannot wait: a reservation that runs out, or a
 * place in a queue. The browser's tab says it too, for whoever looks elsewhere meanwhile.
 */
export function Header({ place }: { readonly place: string | null }) {
  const urgent = useMostUrgent();
  const words = [urgent?.words, place ?? texts.site].filter((part) => part !== undefined);
  const title = words.join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <header class="site">
      <a class="brand" href={hrefs.cities}>
        {texts.site}
      </a>
      <nav aria-label={texts.header.yours}>
        <a
          class="pill"
          href={urgent === null ? hrefs.bookings : hrefs.hall(urgent.show_id)}
          data-urgent={urgent === null ? undefined : ''}
        >
          {urgent?.words ?? texts.header.bookings}
        </a>
      </nav>
    </header>
  );
}
