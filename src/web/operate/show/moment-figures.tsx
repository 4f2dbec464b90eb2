import { duration, number } from '../format.ts';
import { Occupancy } from '../overview/occupancy.tsx';
import type { SeatCounts, TimelineMoment } from '../service/contract.ts';
import { words } from '../texts.ts';

const say = words.timeline;

/** What was open at the moment, and what happened since the one before it. */
export function MomentFigures({ moment, is_first }: { moment: TimelineMoment; is_first: boolean }) {
  const { at, oldest_wait_at, next_expiry_at, charges, refunds, happened } = moment;
  return (
    <div class="beside">
      <div class="card">
        <Occupancy seats={countsOf(moment.seats)} />
        {moment.cancelled && <p class="warning">{words.cancelling.cancelled}</p>}
      </div>
      <dl class="card open-now">
        <div>
          <dt>{say.queue}</dt>
          <dd>
            <strong>{number(moment.waiting)}</strong>
            {oldest_wait_at && (
              <span class="quiet">
                {say.wanting(moment.waiting_seats)}, {words.shows.longest(duration(oldest_wait_at, at))}
              </span>
            )}
          </dd>
        </div>
        <div>
          <dt>{say.held}</dt>
          <dd>
            <strong>{number(moment.reservations)}</strong>
            {next_expiry_at && (
              <span class="quiet">
                {next_expiry_at > at ? words.shows.next(duration(at, next_expiry_at)) : words.shows.overdue}
              </span>
            )}
          </dd>
        </div>
        <div>
          <dt>{say.payments}</dt>
          <dd>
            <strong>{number(charges + refunds)}</strong>
            {refunds > 0 && <span class="quiet">{words.shows.refunds(refunds)}</span>}
          </dd>
        </div>
      </dl>
      <section class="card" aria-labelledby="happened">
        <h2 id="happened">{is_first ? say.began : say.happened}</h2>
        <ul class="happened">
          {happened.map(({ event, count }) => (
            <li key={event}>
              <strong>{number(count)}</strong> {words.events[event] ?? event}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function countsOf(seats: string): SeatCounts {
  const counts = { available: 0, reserved: 0, booked: 0, blocked: 0 };
  for (const letter of seats) {
    if (letter === 'b') counts.booked += 1;
    else if (letter === 'r') counts.reserved += 1;
    else if (letter === 'x') counts.blocked += 1;
    else counts.available += 1;
  }
  return counts;
}
