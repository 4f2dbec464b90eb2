import { useMemo } from 'preact/hooks';
import type { Booking, SeatMap, Show } from '../../shared/contract.ts';
import { clockTime } from '../../shared/format.ts';
import { texts } from '../../shared/texts.ts';
import { BookingCards } from '../booking/booking-cards.tsx';
import { Notice } from '../frame/notice.tsx';
import type { View } from '../frame/view.ts';
import { QueueCard } from '../queue/queue-card.tsx';
import * as api from '../service/api.ts';
import { mine } from '../service/mine.ts';
import { BestSeats } from './best-seats.tsx';
import { Chooser } from './chooser.tsx';
import { HallHeading } from './hall-heading.tsx';
import { Legend } from './legend.tsx';
import { SeatPlan } from './plan/seat-plan.tsx';
import { focusSeat } from './plan/seat-shape.tsx';
import { pricesOf } from './prices.ts';
import { useHall } from './use-hall.ts';

export async function openHall(show_id: string, signal: AbortSignal): Promise<View> {
  const [show, map] = await Promise.all([
    api.show(show_id, signal),
    api.seatMap(show_id, signal),
    mine.refresh(signal),
  ]);
  return {
    title: `${show.movie.title}, ${clockTime(show.start_time)}`,
    content: <HallPage show={show} map={map} />,
  };
}

/** One show: its seats as they are now, what this session has of them, and its queue. */
function HallPage({ show, map }: { readonly show: Show; readonly map: SeatMap }) {
  const hall = useHall(show, map);
  const { acting, live } = hall;
  const prices = useMemo(() => pricesOf(map.seats), [map]);
  const change = (booking: Booking): void => {
    hall.startExchange(booking);
    const [first] = booking.seats;
    if (first !== undefined) focusSeat(first.seat_id);
  };
  return (
    <section class="hall" aria-busy={acting.doing !== null}>
      <HallHeading {...show} />
      <QueueCard
        waiting={hall.waiting}
        offered={hall.queue_offered_for}
        onJoin={hall.join}
        onLeave={hall.leave}
        onDismiss={hall.dismissWaiting}
      />
      <BookingCards bookings={hall.bookings} acting={acting} fresh={hall.fresh} change={change} />
      {hall.may_choose && !hall.bookings.some(({ status }) => status === 'reserved') ? (
        <BestSeats prices={prices} onReserve={hall.reserveBest} />
      ) : null}
      <div class="map">
        <SeatPlan
          rows={show.hall.rows}
          seats={live.seats}
          stateOf={hall.stateOf}
          held={hall.held}
          onPick={hall.pick}
        />
        <Legend prices={prices} />
        <p class="stream-state" role="status">
          {live.isLive() ? null : texts.hall.notLive}
        </p>
      </div>
      <div class="dock">
        <p class="doing" role="status">
          {acting.doing}
        </p>
        <Notice news={acting.news} onClose={acting.clear} />
        {hall.may_choose ? (
          <Chooser
            chosen={hall.chosen}
            is_exchange={hall.choice.exchanging !== null}
            onConfirm={hall.confirm}
            onUndo={hall.stopChoosing}
          />
        ) : null}
      </div>
    </section>
  );
}
