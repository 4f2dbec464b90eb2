import type { Show } from '../../shared/contract.ts';
import { clockTime, longDate } from '../../shared/format.ts';
import { ProblemError } from '../../shared/problem.ts';
import { texts } from '../../shared/texts.ts';
import { Notice } from '../frame/notice.tsx';
import { hrefs } from '../frame/route.ts';
import { useActing } from '../frame/use-acting.ts';
import type { View } from '../frame/view.ts';
import * as api from '../service/api.ts';
import { mine } from '../service/mine.ts';
import { useMine } from '../service/use-mine.ts';
import { BookingCards } from './booking-cards.tsx';

export async function openBookings(signal: AbortSignal): Promise<View> {
  await mine.refresh(signal);
  const show_ids = new Set(
    mine
      .bookings()
      .filter(({ status }) => status === 'reserved' || status === 'booked')
      .map((booking) => booking.show_id),
  );
  const shows = await Promise.all([...show_ids].map((show_id) => knownShow(show_id, signal)));
  return { title: texts.bookings.title, content: <BookingsPage shows={shows} /> };
}

/** A booking outlives its show in the programme. */
async function knownShow(show_id: string, signal: AbortSignal): Promise<ShowOfBookings> {
  try {
    return { show_id, show: await api.show(show_id, signal) };
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 404) return { show_id, show: null };
    throw error;
  }
}

interface ShowOfBookings {
  readonly show_id: string;
  readonly show: Show | null;
}

/** What this session has reserved and booked, by show. */
function BookingsPage({ shows }: { readonly shows: readonly ShowOfBookings[] }) {
  const bookings = useMine();
  const acting = useActing();
  return (
    <section class="narrow" aria-busy={acting.doing !== null}>
      <h1 tabIndex={-1}>{texts.bookings.title}</h1>
      <p class="quiet">{shows.length === 0 ? texts.bookings.none : texts.bookings.hint}</p>
      <p class="warning" role="status">
        {mine.isComplete() ? null : texts.bookings.incomplete}
      </p>
      <p class="doing" role="status">
        {acting.doing}
      </p>
      <Notice news={acting.news} onClose={acting.clear} />
      {shows.map(({ show_id, show }) => (
        <section key={show_id} class="of-show">
          {show === null ? <h2>{texts.bookings.unknownShow}</h2> : <ShowHeading {...show} />}
          <BookingCards
            bookings={bookings.filter((booking) => booking.show_id === show_id)}
            acting={acting}
            fresh={null}
            change={null}
          />
        </section>
      ))}
    </section>
  );
}

function ShowHeading({ show_id, movie, start_time, cinema }: Show) {
  return (
    <>
      <h2>
        <a href={hrefs.hall(show_id)}>{movie.title}</a>
      </h2>
      <p>
        {longDate(start_time)}, {clockTime(start_time)} · {cinema.name}
      </p>
    </>
  );
}
