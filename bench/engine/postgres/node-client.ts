import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { runClosedLoop } from '../../closed-loop.ts';
import { startCpuMeter } from '../../machine/cpu-meter.ts';
import type { Outcome, PostgresContestant, Round } from '../contestant.ts';
import { nextShow } from '../workload.ts';
import { POSTGRES_PLANS } from './plans.ts';
import { POSTGRES_DATABASE, POSTGRES_USER } from './server.ts';

/** As a service written for Node would ask it: `pg`, prepared statements, one request a connection at a time. */
export async function runNodeClient(
  contestant: PostgresContestant,
  round: Round,
): Promise<Omit<Outcome, 'stored' | 'shape'>> {
  const plan = POSTGRES_PLANS[contestant.plan];
  const connections = await Promise.all(
    Array.from({ length: contestant.connections }, async () => {
      const host = contestant.socket_folder;
      const client = new pg.Client({ host, user: POSTGRES_USER, database: POSTGRES_DATABASE });
      await client.connect();
      return { client, session: randomBytes(16) };
    }),
  );
  try {
    const { metered: busy_cores, ...outcome } = await runClosedLoop({
      clients: contestant.connections,
      warmup_ms: round.warmup_ms,
      measure_ms: round.measure_ms,
      startMeter: startCpuMeter,
      reserve: async (index) => {
        const connection = connections[index];
        if (connection === undefined) throw new RangeError(`There is no connection ${index}`);
        const { client, session } = connection;
        const show = nextShow(round.shows);
        const reserved = await client.query({
          name: 'reserve',
          text: plan.reserve,
          values: [show, [index], session],
        });
        const booking_id: unknown = reserved.rows[0]?.booking_id;
        return async () => {
          await client.query({ name: 'release', text: plan.release, values: [show, booking_id, session] });
        };
      },
    });
    return { ...outcome, busy_cores };
  } finally {
    await Promise.all(connections.map(({ client }) => client.end()));
  }
}
