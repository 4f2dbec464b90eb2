import { useState } from 'preact/hooks';
import type { Seat, SeatMap, Show } from '../../shared/contract.ts';
import { Occupancy } from '../overview/occupancy.tsx';
import { Refusal } from '../refusal.tsx';
import type { SeatCounts } from '../service/contract.ts';
import { useOverview } from '../service/use-overview.ts';
import { useSeats } from '../service/use-seats.ts';
import { words } from '../texts.ts';
import { BlockSeats } from './block-seats.tsx';
import { CancelShow } from './cancel-show.tsx';
import { HallPlan, type Mark } from './hall-plan.tsx';
import { OpenNow } from './open-now.tsx';

/** Of all shows that are looked at, this one is found where something is open in it. */
const SHOWS_LOOKED_AT = 100;

/** The show as it is, and what the operator can do: block seats by pressing them, or cancel it. */
export function LiveHall({ show }: { show: Show }) {
  const { map, failure, askNow } = useSeats(show.show_id);
  const overview = useOverview(SHOWS_LOOKED_AT, false).looks.at(-1)?.overview;
  const figures = overview?.shows.find(({ show_id }) => show_id === show.show_id);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  if (map === null) return <Refusal error={failure} />;

  const seats = new Map(map.seats.map((seat) => [seat.seat_id, seat]));
  const marks = marksOf(seats, marked);
  const counts = countsOf(map);

  function pick(seat_id: string): void {
    const status = seats.get(seat_id)?.status;
    if (status === 'booked' || status === 'reserved') return;
    setMarked((before) => {
      const after = new Set(before);
      if (!after.delete(seat_id)) after.add(seat_id);
      return after;
    });
  }

  return (
    <div class="live-hall">
      <div class="card">
        <p class="warning stream-state">{failure === null ? '' : words.hall.notLive}</p>
        <HallPlan
          rows={show.hall.rows}
          statusOf={(seat_id) => seats.get(seat_id)?.status ?? 'available'}
          marks={marks}
          onPick={pick}
        />
        <Occupancy seats={counts} />
      </div>
      <div class="beside">
        {figures !== undefined && overview !== undefined && <OpenNow figures={figures} at={overview.at} />}
        <BlockSeats
          show_id={show.show_id}
          marks={marks}
          blocked={map.seats.filter(({ status }) => status === 'blocked').map(({ seat_id }) => seat_id)}
          onDone={() => {
            setMarked(new Set());
            askNow();
          }}
          onDiscard={() => setMarked(new Set())}
        />
        <CancelShow
          show={show}
          seats={counts}
          waiting={figures?.waiting ?? null}
          is_cancelled={figures?.cancelled === true}
          onDone={askNow}
        />
      </div>
    </div>
  );
}

/** A seat that somebody took meanwhile is marked no longer. */
function marksOf(seats: ReadonlyMap<string, Seat>, marked: ReadonlySet<string>): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const seat_id of marked) {
    const status = seats.get(seat_id)?.status;
    if (status === 'available') marks.set(seat_id, 'to_block');
    if (status === 'blocked') marks.set(seat_id, 'to_free');
  }
  return marks;
}

function countsOf({ seats }: SeatMap): SeatCounts {
  const counts = { available: 0, reserved: 0, booked: 0, blocked: 0 };
  for (const { status } of seats) counts[status] += 1;
  return counts;
}
