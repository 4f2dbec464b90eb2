import type { Engine } from '../../actors/engine/contract.ts';
import type { ShowFigures } from '../../actors/show/figures.ts';
import type { EngineFigures, Overview, ShowFiguresView } from '../protocol/operation.ts';

/** How the engine of this process and its busiest shows stand. `loop_delay_ms`: by how much its event loop is late. */
export async function overviewOf(
  engine: Engine,
  shows_most: number,
  loop_delay_ms: number,
): Promise<Overview> {
  const { shows, open, seats_sold_total, latency } = await engine.overview(shows_most);
  const { log_available, shows_awake, commands_pending, commands_total, steps_total } = engine.statistics();
  const figures: EngineFigures = {
    engine_id: null,
    log_available,
    shows_awake,
    ...open,
    commands_pending,
    commands_total,
    commits_total: steps_total,
    seats_sold_total,
    loop_delay_ms,
    latency,
  };
  return { complete: true, engines: [figures], shows: shows.map(viewOf) };
}

/** Puts together what several engines say of their own shows. */
export function joinOverviews(
  overviews: readonly Overview[],
  shows_most: number,
  complete: boolean,
): Overview {
  return {
    complete,
    engines: overviews.flatMap(({ engines }) => engines),
    shows: overviews
      .flatMap(({ shows }) => shows)
      .sort((one, other) => demandOf(other) - demandOf(one))
      .slice(0, shows_most),
  };
}

function demandOf({ waiting, reservations, charges, refunds }: ShowFiguresView): number {
  return waiting + reservations + charges + refunds;
}

function viewOf(figures: ShowFigures): ShowFiguresView {
  return {
    ...figures,
    oldest_wait_at: timestampOf(figures.oldest_wait_at),
    next_expiry_at: timestampOf(figures.next_expiry_at),
    oldest_payment_at: timestampOf(figures.oldest_payment_at),
  };
}

function timestampOf(unix_ms: number | null): string | null {
  return unix_ms === null ? null : new Date(unix_ms).toISOString();
}
