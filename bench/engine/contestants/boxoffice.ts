import { type Engine, openEngine, type ShowCommand } from '../../../actors/index.ts';
import { DEFAULT_LIMITS } from '../../../actors/limits.ts';
import { openSqliteLog } from '../../../persistence/index.ts';
import { drawId } from '../../../src/ids.ts';
import { runClosedLoop } from '../../closed-loop.ts';
import { showInReferenceHall } from '../../hall.ts';
import { startCpuMeter } from '../../machine/cpu-meter.ts';
import { readBack, type Stored } from '../../read-back.ts';
import { countCommits } from '../commit-counter.ts';
import type { CommitShape, Outcome, Round } from '../contestant.ts';
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
  const { metered: busy_cores, ...outcome } = await runClosedLoop({
    clients: round.in_flight,
    warmup_ms: round.warmup_ms,
    measure_ms: round.measure_ms,
    startMeter: startCpuMeter,
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
  const stored = readBack(round.folder);
  return { ...outcome, busy_cores, stored: stored.cycles, shape: shapeOf(stored, counted.commits()) };
}

function shapeOf({ steps, records, bytes }: Stored, commits: number): CommitShape {
  return {
    steps_a_commit: steps / commits,
    records_a_commit: records / commits,
    record_bytes: bytes / records,
  };
}

/** Gives the booking's id. */
async function askOne(engine: Engine, show_id: string, command: ShowCommand): Promise<string> {
  const reply = await engine.ask(show_id, command);
  if (reply.type !== 'booking') {
    throw new Error(`${command.type} was answered with ${JSON.stringify(reply)}`);
  }
  return reply.booking.booking_id;
}
