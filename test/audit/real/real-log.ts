import { cpSync } from 'node:fs';
import { openEngine, type ShowCommand } from '../../../actors/index.ts';
import { DEFAULT_LIMITS } from '../../../actors/limits.ts';
import { fingerprint } from '../../../actors/show/fingerprint.ts';
import { openSqliteLog } from '../../../persistence/index.ts';
import { temporaryFolder } from '../../persistence/temporary-folder.ts';
import { at, DEFINITION, id, placeOf, session } from '../story.ts';

export const ONE = id('one');
export const TWO = id('two');

/**
 * What the real engine made of it, in a real log. By sequence number in show one (each line is a record of the log):
 * 1 opened, 2 ann reserves, 3 with a key · 4 pays · 5 has paid · 6 bob reserves all the rest · 7 cid waits for
 * two · 8 dan waits for one · (in show two, 1 opened, 2 zoe reserves one) · 9 bob's time is up, 10 cid and 11 dan are
 * served · 12 gus reserves one · 13 ann cancels · 14 is refunded · 15 gus leaves it · 16 dan's payment is in flight.
 */
const COMMANDS: readonly (readonly [show_id: string, seconds: number, command: ShowCommand])[] = [
  [ONE, 0, { ...reserve('ann', 2), key: { key: fingerprint('key'), body: fingerprint('body') } }],
  [ONE, 1, pay('ann', 'ann', 'p1')],
  [ONE, 2, { type: 'conclude_payment', payment_id: id('p1'), outcome: { type: 'captured' } }],
  [ONE, 3, reserve('bob', 8)],
  [ONE, 4, join('cid', 2)],
  [ONE, 5, join('dan', 1)],
  [TWO, 6, reserve('zoe', 1)],
  [ONE, 308, { type: 'settle' }],
  [ONE, 309, reserve('gus', 1)],
  [ONE, 310, end('ann')],
  [ONE, 311, { type: 'conclude_refund', payment_id: id('p1'), outcome: { type: 'refunded' } }],
  [ONE, 312, end('gus')],
  [ONE, 313, pay('dan', 'dan', 'p2')],
];

/** Lets the real engine do all that, and gives the data folder. */
export async function makeRealLog(): Promise<string> {
  const folder = temporaryFolder();
  let seconds = 0;
  const fail = (error: Error): void => {
    throw error;
  };
  const engine = await openEngine({
    log: await openSqliteLog(folder),
    definitionOf: (show_id) => ({ ...DEFINITION, show_id }),
    limits: DEFAULT_LIMITS,
    clock: () => at(seconds),
    onBroken: fail,
    onCrash: (_show_id, error) => fail(error),
  });
  for (const [show_id, when, command] of COMMANDS) {
    seconds = when;
    const reply = await engine.ask(show_id, command);
    if (reply.type === 'refused') throw new Error(`${command.type} was refused: ${reply.code}`);
  }
  await engine.close();
  return folder;
}

export function copyOf(folder: string): string {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

function reserve(who: string, count: number): ShowCommand & { type: 'reserve' } {
  const wanted = { count, seat_type: null };
  return { type: 'reserve', session: session(who), wanted, movie_id: null, booking_id: id(who), key: null };
}

function join(who: string, count: number): ShowCommand {
  const waiting_id = placeOf(who);
  return { type: 'join_queue', session: session(who), count, waiting_id, booking_id: id(who), key: null };
}

function pay(who: string, booking: string, payment: string): ShowCommand {
  return {
    type: 'start_payment',
    session: session(who),
    booking_id: id(booking),
    payment_id: id(payment),
    payment_token: 'tok_ok',
    key: null,
  };
}

function end(who: string): ShowCommand {
  return { type: 'end_booking', session: session(who), booking_id: id(who), only: null, key: null };
}
