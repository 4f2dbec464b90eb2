import { clock } from '../../shared/clock.ts';
import type { ListedShow } from '../../shared/contract.ts';
import { clockTime, money } from '../../shared/format.ts';
import { texts } from '../../shared/texts.ts';
import { hrefs } from '../frame/route.ts';

/** When a show begins and what is left of it; a link to its hall until it has begun. */
export function ShowTime({ show_id, start_time, seats }: ListedShow) {
  const time = <strong>{clockTime(start_time)}</strong>;
  if (clock.now() >= Date.parse(start_time)) {
    return (
      <div class="show started">
        {time}
        <span>{texts.shows.started}</span>
      </div>
    );
  }
  return (
    <a class="show" href={hrefs.hall(show_id)}>
      {time}
      {seats.map(({ type, price, status }) => (
        <span key={type} class="availability" data-status={status}>
          <span>
            {type} {money(price)}
          </span>{' '}
          <span class="status">{texts.shows.availability[status]}</span>
        </span>
      ))}
    </a>
  );
}
