import { duration, number } from '../format.ts';
import type { ShowFigures } from '../service/contract.ts';
import { words } from '../texts.ts';

const say = words.shows;

/** What is open in the show: its queue, its reservations and its payments. */
export function OpenNow({ figures, at }: { figures: ShowFigures; at: string }) {
  const { oldest_wait_at, next_expiry_at, oldest_payment_at, expiring_soon, charges, refunds } = figures;
  return (
    <dl class="card open-now">
      <div>
        <dt>{say.queue}</dt>
        <dd>
          <strong>{number(figures.waiting)}</strong>
          {oldest_wait_at && <span class="quiet">{say.longest(duration(oldest_wait_at, at))}</span>}
        </dd>
      </div>
      <div>
        <dt>{say.held}</dt>
        <dd>
          <strong>{number(figures.reservations)}</strong>
          {next_expiry_at && (
            <span class={expiring_soon > 0 ? 'warning' : 'quiet'}>
              {next_expiry_at > at ? say.next(duration(at, next_expiry_at)) : say.overdue}
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>{say.payments}</dt>
        <dd>
          <strong>{number(charges + refunds)}</strong>
          {oldest_payment_at && <span class="quiet">{say.oldest(duration(oldest_payment_at, at))}</span>}
        </dd>
      </div>
    </dl>
  );
}
