import { dayAndTimeAtCinema, duration, number } from '../format.ts';
import type { Overview, ShowFigures } from '../service/contract.ts';
import { words } from '../texts.ts';
import { Occupancy } from './occupancy.tsx';

const CHOICES = [20, 50, 100];
const say = words.shows;

interface ShowsTableProps {
  readonly overview: Overview;
  readonly shows_most: number;
  readonly onShowsMost: (most: number) => void;
}

/** The busiest shows, the most wanted first. */
export function ShowsTable({ overview: { shows, at }, shows_most, onShowsMost }: ShowsTableProps) {
  return (
    <section class="card" aria-labelledby="shows">
      <div class="shows-head">
        <h2 id="shows">{say.title}</h2>
        <label>
          {say.most}{' '}
          <select value={shows_most} onChange={(event) => onShowsMost(Number(event.currentTarget.value))}>
            {CHOICES.map((count) => (
              <option key={count} value={count}>
                {count}
              </option>
            ))}
          </select>
        </label>
      </div>
      {shows.length === 0 ? (
        <p class="quiet">{say.none}</p>
      ) : (
        <table class="grid shows-table">
          <thead>
            <tr>
              {[say.show, say.seats, say.queue, say.held, say.payments].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shows.map((show) => (
              <ShowRow key={show.show_id} show={show} at={at} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function ShowRow({ show, at }: { show: ShowFigures; at: string }) {
  return (
    <tr data-show={show.show_id}>
      <th scope="row">
        <a href={`#/show/${show.show_id}`}>{show.title ?? say.unnamed}</a>
        {show.cancelled && <span class="tag">{say.cancelled}</span>}
        <p class="quiet">
          {[show.cinema, show.city, show.hall].filter((name) => name !== null).join(' · ')}
          {show.start_time && <span> · {dayAndTimeAtCinema(show.start_time)}</span>}
        </p>
      </th>
      <td class="broad">
        <Occupancy seats={show.seats} />
      </td>
      <td data-name={say.queue}>
        <p class="count">{number(show.waiting)}</p>
        {show.oldest_wait_at && <p class="quiet">{say.longest(duration(show.oldest_wait_at, at))}</p>}
      </td>
      <td data-name={say.held}>
        <p class="count">{number(show.reservations)}</p>
        <Expiry show={show} at={at} />
      </td>
      <td data-name={say.payments}>
        <p class="count">{number(show.charges + show.refunds)}</p>
        <Payments show={show} at={at} />
      </td>
    </tr>
  );
}

function Expiry({ show: { expiring_soon, next_expiry_at }, at }: { show: ShowFigures; at: string }) {
  if (next_expiry_at === null) return null;
  const next = next_expiry_at > at ? say.next(duration(at, next_expiry_at)) : say.overdue;
  if (expiring_soon === 0) return <p class="quiet">{next}</p>;
  return (
    <p class="warning">
      {say.soon(expiring_soon)}, {next}
    </p>
  );
}

function Payments({ show, at }: { show: ShowFigures; at: string }) {
  if (show.oldest_payment_at === null) return null;
  const kinds = [
    show.charges > 0 ? say.charges(show.charges) : '',
    show.refunds > 0 ? say.refunds(show.refunds) : '',
    say.oldest(duration(show.oldest_payment_at, at)),
  ];
  return <p class="quiet">{kinds.filter((kind) => kind !== '').join(', ')}</p>;
}
