import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ShowEvent } from '../../actors/show/events.ts';
import * as ask from './histories/commands.ts';
import { loseCommit, nextShow, passTime, restart, ring, scenes, startShow } from './histories/fate.ts';
import type { Subject, Tally } from './histories/subject.ts';
import { beginHistory, type World } from './histories/world.ts';

const histories = suite('histories');

/** `FC_SEED=… node dist/test/rules/histories.test.js` plays the same histories again. */
const seed = Number(process.env.FC_SEED ?? Math.floor(Math.random() * 2 ** 31));
const RUNS = 2_000;
const MOST_COMMANDS = 500;

const EVENT_TYPES: Readonly<Record<ShowEvent['type'], true>> = {
  show_opened: true,
  seats_reserved: true,
  seats_exchanged: true,
  reservation_released: true,
  reservation_expired: true,
  payment_started: true,
  payment_unknown: true,
  payment_declined: true,
  payment_captured: true,
  payment_captured_late: true,
  booking_cancelled: true,
  refund_failed: true,
  payment_refunded: true,
  waiting_joined: true,
  waiting_served: true,
  waiting_left: true,
  waiting_timed_out: true,
  waiting_unservable: true,
  sales_closed: true,
  seats_blocked: true,
  show_cancelled: true,
  ticket_admitted: true,
  answer_remembered: true,
};

const asking = fc.oneof(
  { weight: 10, arbitrary: ask.reserveSeats },
  { weight: 8, arbitrary: ask.reserveBest },
  { weight: 8, arbitrary: ask.changeSeats },
  { weight: 8, arbitrary: ask.endBooking },
  { weight: 15, arbitrary: ask.pay },
  { weight: 13, arbitrary: ask.concludePayment },
  { weight: 10, arbitrary: ask.concludeRefund },
  { weight: 20, arbitrary: ask.joinQueue },
  { weight: 4, arbitrary: ask.leaveQueue },
  { weight: 3, arbitrary: ask.blockSeats },
  { weight: 4, arbitrary: ask.cancelShow },
  { weight: 7, arbitrary: ask.checkIn },
  { weight: 1, arbitrary: ask.readBooking },
  { weight: 1, arbitrary: ask.readWaiting },
  { weight: 4, arbitrary: ask.repeat },
);

const happening: fc.Arbitrary<fc.Command<World, Subject>> = fc.oneof(
  { weight: 80, arbitrary: asking },
  { weight: 10, arbitrary: passTime },
  { weight: 6, arbitrary: ring },
  { weight: 6, arbitrary: nextShow },
  { weight: 14, arbitrary: startShow },
  { weight: 1, arbitrary: restart },
  { weight: 1, arbitrary: loseCommit(asking) },
);
const commands = fc.commands([happening], { maxCommands: MOST_COMMANDS, size: 'max' });

histories('in every history the rules do what the reference does, and nothing is lost', () => {
  const tally: Tally = { events: new Map(), commands: 0 };
  fc.assert(
    fc.property(scenes, commands, (scene, history) => {
      fc.modelRun(() => beginHistory(scene, tally), history);
    }),
    { seed, numRuns: RUNS, includeErrorInReport: true },
  );
  const counts = (Object.keys(EVENT_TYPES) as ShowEvent['type'][]).map((type) => ({
    type,
    count: tally.events.get(type) ?? 0,
  }));
  console.log(`seed ${seed}: ${tally.commands} commands`);
  console.log(counts.map(({ type, count }) => `${count} ${type}`).join(', '));
  assert.ok(tally.commands >= 100_000, `only ${tally.commands} commands`);
  assert.equal(
    counts.filter(({ count }) => count < 1_000),
    [],
  );
});

histories.run();
