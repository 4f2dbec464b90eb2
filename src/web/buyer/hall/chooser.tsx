import type { Money, Seat } from '../../shared/contract.ts';
import { money, seatNames } from '../../shared/format.ts';
import { texts } from '../../shared/texts.ts';

interface ChooserProps {
  readonly chosen: readonly Seat[];
  readonly is_exchange: boolean;
  readonly onConfirm: () => void;
  /** Takes back what was chosen; where seats are being exchanged, keeps the old ones. */
  readonly onUndo: () => void;
}

/** What to do with the seats that are chosen in the hall. */
export function Chooser({ chosen, is_exchange, onConfirm, onUndo }: ChooserProps) {
  const none = chosen.length === 0;
  const words = is_exchange ? texts.chooser.exchange : texts.chooser.reserve;
  return (
    <div class="card chooser" data-chosen={none && !is_exchange ? undefined : ''}>
      <h2>{words.title}</h2>
      <div class="sum">
        <p role="status">
          {none ? texts.chooser.nothingChosen : texts.chooser.chosen(chosen.length, seatNames(chosen))}
        </p>
        <strong>{none ? '' : money(totalOf(chosen))}</strong>
      </div>
      <div class="actions">
        <button type="button" class="primary" disabled={none} onClick={onConfirm}>
          {words.confirm}
        </button>
        <button type="button" disabled={none && !is_exchange} onClick={onUndo}>
          {words.undo}
        </button>
      </div>
    </div>
  );
}

function totalOf(chosen: readonly Seat[]): Money {
  const amount = chosen.reduce((sum, seat) => sum + seat.price.amount, 0);
  return { amount, currency: chosen[0]?.price.currency ?? '' };
}
