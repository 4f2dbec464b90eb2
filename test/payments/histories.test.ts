import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fates, happen, happenings } from './histories/happenings.ts';
import { comeToRest } from './histories/rest.ts';
import { takeOverTime } from './histories/time.ts';
import { beginWorld } from './histories/world.ts';

const histories = suite('histories of money');

/** `FC_SEED=… node dist/test/payments/histories.test.js` plays the same histories again. */
const seed = Number(process.env.FC_SEED ?? Math.floor(Math.random() * 2 ** 31));
const RUNS = 4_000;
const MOST_HAPPENINGS = 60;

/** What has to happen in them, and so often at least. */
const EXPECTED: Readonly<Record<string, number>> = {
  'crash while a payment is open': 1_000,
  'crash of the provider': 1_000,
  captured: 700,
  refunded: 300,
  card_declined: 200,
  never_made: 50,
  'free and captured': 200,
  'free and refunded': 50,
  payment_unknown: 1_000,
  payment_captured_late: 200,
  booking_cancelled: 100,
  show_cancelled: 200,
  refund_failed: 50,
};

histories('in the end what was captured and not refunded is the price of what is booked', async () => {
  const counts = new Map<string, number>();
  const add = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
  const history = fc.array(happenings, { maxLength: MOST_HAPPENINGS, size: 'max' });
  const time = takeOverTime();
  try {
    await fc.assert(
      fc.asyncProperty(fates, history, async (drawn, happening) => {
        const world = beginWorld(time, drawn, { add });
        await time.settle();
        for (const each of happening) await happen(world, each);
        await comeToRest(world);
      }),
      { seed, numRuns: RUNS, includeErrorInReport: true },
    );
  } finally {
    time.giveBack();
  }
  console.log(`seed ${seed}: ${[...counts].map(([what, count]) => `${count} ${what}`).join(', ')}`);
  const seldom = Object.entries(EXPECTED).filter(([what, least]) => (counts.get(what) ?? 0) < least);
  assert.equal(seldom, []);
});

histories.run();
