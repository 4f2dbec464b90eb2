import type { Outcome, PostgresContestant, Round } from '../contestant.ts';
import { runNodeClient } from '../postgres/node-client.ts';
import { runPgbench } from '../postgres/pgbench.ts';
import { tidyPostgres, withPostgres } from '../postgres/server.ts';

export async function runPostgres(contestant: PostgresContestant, round: Round): Promise<Outcome> {
  await tidyPostgres(contestant.socket_folder);
  const before = await storedCycles(contestant.socket_folder);
  const run = contestant.client === 'pgbench' ? runPgbench : runNodeClient;
  const outcome = await run(contestant, round);
  const after = await storedCycles(contestant.socket_folder);
  return { ...outcome, stored: after - before, shape: null };
}

/** Bookings that were made and released again; throws where a seat or a booking is left over. */
async function storedCycles(socket_folder: string): Promise<number> {
  return withPostgres(socket_folder, async (client) => {
    const { rows } = await client.query(
      `SELECT (SELECT count(*) FROM booking WHERE status = 4)::int AS released,
        (SELECT count(*) FROM booking WHERE status <> 4)::int + (SELECT count(*) FROM seat WHERE status <> 0)::int AS left_over`,
    );
    const released = Number(rows[0]?.released);
    if (Number(rows[0]?.left_over) !== 0) throw new Error('PostgreSQL has reserved seats left over');
    return released;
  });
}
