import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawId } from '../../src/ids.ts';
import {
  type FaultMix,
  NO_FAULTS,
  parseFaults,
  sendings,
  withFaults,
} from '../../src/payments/sandbox/faults.ts';
import { fateOf } from '../../src/payments/sandbox/tokens.ts';

const faults = suite('the fault mix of the sandbox');

const LATE_MS = 60_000;
const DRAWS = 20_000;
/** Many times what chance makes of so many draws. */
const TOLERANCE = 0.01;

const good = fateOf('tok_ok', LATE_MS);

function isNear(share: number, wanted: number, what: string): void {
  assert.ok(Math.abs(share - wanted) < TOLERANCE, `${what}: ${share}, not ${wanted}`);
}

faults('each share comes as often as it is told to', () => {
  const mix = parseFaults('timeouts=5,declines=5,late=2,duplicates=5,seed=7');
  if (mix === null) throw new Error('it was not read');
  const fates = Array.from({ length: DRAWS }, (_, number) =>
    withFaults(good, mix, `payment ${number}`, LATE_MS),
  );
  const share = (of: (fate: (typeof fates)[number]) => boolean): number => fates.filter(of).length / DRAWS;
  isNear(
    share((fate) => fate.ends === 'declined'),
    0.05,
    'declined',
  );
  isNear(
    share((fate) => fate.answers === 'never' && fate.ends === 'captured'),
    0.05,
    'timed out',
  );
  isNear(
    share((fate) => fate.after_ms === LATE_MS),
    0.02,
    'late',
  );
  isNear(
    share((fate) => fate === good),
    0.88,
    'untouched',
  );
  const twice = Array.from({ length: DRAWS }, (_, number) => sendings(mix, `event ${number}`).length - 1);
  isNear(twice.reduce((sum, each) => sum + each, 0) / DRAWS, 0.05, 'sent twice');
});

faults('the same key draws the same, and another seed something else', () => {
  const mix: FaultMix = { ...NO_FAULTS, seed: 'one', declines: 0.5 };
  const keys = Array.from({ length: 64 }, drawId);
  const drawn = (seed: string): string[] =>
    keys.map((key) => withFaults(good, { ...mix, seed }, key, LATE_MS).ends);
  assert.equal(drawn('one'), drawn('one'));
  assert.not.equal(drawn('one'), drawn('two'));
});

faults('a token that goes wrong by itself does what it says', () => {
  const mix: FaultMix = { ...NO_FAULTS, timeouts: 1 };
  for (const token of ['tok_declined', 'tok_slow', 'tok_late', 'tok_timeout', 'tok_nobody_knows']) {
    const fate = fateOf(token, LATE_MS);
    assert.is(withFaults(fate, mix, drawId(), LATE_MS), fate);
  }
});

faults.run();
