import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Engine, openEngine, type PaymentTask } from '../../actors/index.ts';
import { DEFAULT_LIMITS } from '../../actors/limits.ts';
import { fingerprint } from '../../actors/show/fingerprint.ts';
import { openSqliteLog } from '../../persistence/index.ts';
import { showIn } from '../rules/halls.ts';
import { id } from '../rules/people.ts';

const foreign = suite('shows of another engine in a log that was copied');

const FAR_AHEAD_MS = 3_600_000;
const OURS = id('SHOW', '1');
const THEIRS = id('SHOW', '2');
const SESSION = fingerprint('a session');

async function openOver(folder: string, ownsShow: (show_id: string) => boolean): Promise<Engine> {
  const definition = showIn(['rrrr', 'rrrr'], Date.now() + FAR_AHEAD_MS);
  return openEngine({
    log: await openSqliteLog(folder),
    definitionOf: (show_id) => ({ ...definition, show_id }),
    ownsShow,
    limits: DEFAULT_LIMITS,
    clock: Date.now,
    onBroken: (error) => {
      throw error;
    },
    onCrash: (_show_id, error) => {
      throw error;
    },
  });
}

foreign('nothing is paid for, told of or found in them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'boxoffice-engine-'));
  const before = await openOver(folder, () => true);
  for (const [show_id, name] of [
    [OURS, '1'],
    [THEIRS, '2'],
  ] as const) {
    const booking_id = id('BOOKING', name);
    const wanted = { seats: ['A-1'] };
    await before.ask(show_id, {
      ...{ type: 'reserve', session: SESSION, wanted, movie_id: null, booking_id, key: null },
    });
    await before.ask(show_id, {
      ...{ type: 'start_payment', session: SESSION, booking_id, payment_token: 'tok_ok' },
      ...{ payment_id: id('PAYMENT', name), key: null },
    });
  }
  await before.close();

  const after = await openOver(folder, (show_id) => show_id === OURS);
  const due: PaymentTask[] = [];
  await new Promise<void>((resolve) => {
    after.onPaymentDue((task) => {
      due.push(task);
      if (task.show_id === OURS) resolve();
    });
  });
  // Whatever else was to be woken has been by the time this is answered.
  const found = await after.sessionBookings(SESSION);
  assert.equal(
    found.map(({ show_id }) => show_id),
    [OURS],
  );
  assert.equal(
    due.map(({ show_id }) => show_id),
    [OURS],
  );
  assert.is(after.statistics().shows_awake, 1);
  assert.is(after.available(THEIRS), null);
  assert.equal(
    Array.from(after.availability(), ([show_id]) => show_id),
    [OURS],
  );
  await after.close();
  rmSync(folder, { recursive: true, force: true });
});

foreign.run();
