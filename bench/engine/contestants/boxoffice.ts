import { type Engine, openEngine, type ShowCommand } from '../../../actors/index.ts';
import { DEFAULT_LIMITS } from '../../../actors/limits.ts';
import { openSqliteLog } from '../../../persistence/index.ts';
import { drawId } from '../../../src/ids.ts';
import { showInReferenceHall } from '../../hall.ts';
import { runClosedLoop } from '../closed-loop.ts';
import { countCommits } from '../commit-counter.ts';
import type { Outcome, Round } from '../contestant.ts';
import { readBack } from '../read-back.ts';
import { makeClients } from '../requests.ts';
import { nextShow } from '../workload.ts';

/** Ours: the engine over the SQLite log, in one process, as a gateway in that process would ask it. */
export async function runBoxoffice(round: Round): Promise<Outcome> {
  const now = Date.now();
  const shows = Array.from({ length: round.shows }, () => drawId());
  const definitions = new Map(shows.map((show_id) => [show_id, showInReferenceHall(show_id, now)]));
  const counted = countCommits(await openSqliteLog(round.folder));
  const engine = await openEngine({
    log: counted.log,
    definitionOf: (show_id) => definitions.get(show_id) ?? null,
    limits: DEFAULT_LIMITS,
    clock: Date.now,
    onBroken: (error) => {
      throw error;
    },
    onCrash: (_show_id, error) => {
      throw error;
    },
  });
  const clients = makeClients(round.in_flight);
  await Promise.all(shows.map((show_id) => engine.ask(show_id, { type: 'read_seat_map' })));
  const outcome = await runClosedLoop({
    clients: round.in_flight,
    warmup_ms: round.warmup_ms,
    measure_ms: round.measure_ms,
    reserve: async (index) => {
      const client = clients[index];
      const show_id = shows[nextShow(round.shows)];
      if (client === undefined || show_id === undefined) throw new RangeError(`There is no client ${index}`);
      const booking_id = await askOne(engine, show_id, client.reserve());
      return async () => {
        await askOne(engine, show_id, client.release(booking_id));
      };
    },
  });
  await engine.close();
  const stored = readBack(round.folder, counted.commits());
  return { ...outcome, stored: stored.cycles, shape: stored.shape };
}

/** Gives the booking's id. */
async function askOne(engine: Engine, show_id: string, command: ShowCommand): Promise<string> {
  const reply = await engine.ask(show_id, command);
  if (reply.type !== 'booking') {
    throw new Error(`${command.type} was answered with ${JSON.stringify(reply)}`);
  }
  return reply.booking.booking_id;
}
