import type { Booking } from '../../shared/contract.ts';
import { money } from '../../shared/format.ts';
import { texts } from '../../shared/texts.ts';

/** The seats of a booking with their prices. */
export function SeatTable({ seats, total }: Pick<Booking, 'seats' | 'total'>) {
  return (
    <table class="seats">
      <tbody>
        {seats.map((seat) => (
          <tr key={seat.seat_id}>
            <td>{texts.booking.seat(seat.row, seat.number)}</td>
            <td>{seat.type}</td>
            <td>{money(seat.price)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {texts.booking.total}
          </th>
          <td>{money(total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
