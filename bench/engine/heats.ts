import type { PostgresContestant, PostgresPlanName } from './contestant.ts';
import type { Rival } from './workload.ts';

/** A rival that could run in many ways: each is tried in a short heat, and its best runs in the rounds. */
export interface Peer {
  readonly rival: Rival;
  readonly candidates: readonly PostgresContestant[];
}

/** Where a lock is waited for, few do best; where only the disk is, more. */
const CONNECTIONS = {
  row_lock: [2, 4, 8, 16, 64],
  conditional_function: [8, 16, 32, 64],
  conditional_statement: [8, 16, 32, 64],
};
const NODE_CONNECTIONS = [8, 16];

export function postgresPeers(socket_folder: string): Peer[] {
  const candidates = (plan: PostgresPlanName): PostgresContestant[] => {
    const candidate = { type: 'postgres', socket_folder, plan } as const;
    return [
      ...CONNECTIONS[plan].map((connections) => ({ ...candidate, client: 'pgbench' as const, connections })),
      ...NODE_CONNECTIONS.map((connections) => ({ ...candidate, client: 'node' as const, connections })),
    ];
  };
  return [
    { rival: 'row_lock', candidates: candidates('row_lock') },
    {
      rival: 'best_plan',
      candidates: [...candidates('conditional_function'), ...candidates('conditional_statement')],
    },
  ];
}

/** The candidate with the highest rate. */
export async function bestOf(
  { rival, candidates }: Peer,
  rateOf: (candidate: PostgresContestant) => Promise<number>,
): Promise<PostgresContestant> {
  let best: PostgresContestant | null = null;
  let highest = -1;
  for (const candidate of candidates) {
    const rate = await rateOf(candidate);
    if (rate <= highest) continue;
    highest = rate;
    best = candidate;
  }
  if (best === null) throw new Error(`There is nothing to try for ${rival}`);
  return best;
}
