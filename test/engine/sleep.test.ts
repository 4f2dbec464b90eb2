import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openResidents, type Residents } from '../../actors/engine/residents.ts';
import { DEFAULT_LIMITS, SLEEP_AFTER_MS, SLEEP_UNOPENED_AFTER_MS } from '../../actors/limits.ts';
import type { ShowCommand } from '../../actors/show/commands.ts';
import type { Reply } from '../../actors/show/replies.ts';
import { openSqliteLog } from '../../persistence/index.ts';
import { second, showIn } from '../rules/halls.ts';
import { captured, end, pay, readBooking, reserve } from '../rules/people.ts';

const sleep = suite('sleeping');

sleep('a show sleeps when nobody asks and nothing is held, and wakes as it was', async () => {
  const folder = mkdtempSync(joinPath(tmpdir(), 'boxoffice-sleep-'));
  const log = await openSqliteLog(folder);
  const definition = showIn(['rrrr', 'rrrr'], second(1_000_000));
  let now = second(0);
  let price = 1_200;
  const fail = (problem: unknown): never => {
    throw problem;
  };
  const residents = openResidents({
    log,
    definitionOf: () => ({ ...definition, types: [{ name: 'regular', amount: price }] }),
    limits: DEFAULT_LIMITS,
    clock: () => now,
    onBroken: fail,
    onCrash: (_show_id, error) => fail(error),
    isInLog: () => true,
    wantsFacts: () => false,
    onDurable: () => undefined,
    onOpenPayments: () => undefined,
  });
  const ask = (command: ShowCommand): Promise<Reply> =>
    new Promise((resolve, reject) => {
      residents.deliver(definition.show_id, { command, arrived_at: now, resolve, reject });
    });

  await ask({ type: 'read_seat_map' });
  now += 2 * SLEEP_UNOPENED_AFTER_MS;
  residents.putIdleToSleep();
  assert.is(awake(residents), 0, 'a show that nobody has bought from sleeps soon');
  price = 2_400;
  const sold = await ask(reserve('anna', 'A-1'));
  assert.is(sold.type === 'booking' && sold.booking.total, 2_400, 'an import may change it until then');
  await ask(reserve('ben', 'A-2'));
  await ask(pay('ben'));
  await ask(captured('ben'));
  now += 2 * SLEEP_AFTER_MS;
  residents.putIdleToSleep();
  assert.is(awake(residents), 1, 'a reservation keeps its show awake');

  await ask(end('anna')).catch(() => undefined);
  residents.putIdleToSleep();
  assert.is(awake(residents), 1, 'somebody has just asked');

  now += 2 * SLEEP_AFTER_MS;
  residents.putIdleToSleep();
  assert.is(awake(residents), 0);
  const reply = await ask(readBooking('ben'));
  assert.is(reply.type === 'booking' && reply.booking.status, 'booked');
  assert.is(awake(residents), 1);

  residents.stop();
  await log.close();
  rmSync(folder, { recursive: true, force: true });
});

function awake(residents: Residents): number {
  return [...residents.awake()].length;
}

sleep.run();
