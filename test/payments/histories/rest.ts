import * as assert from 'uvu/assert';
import { decodeEvent, type ShowEvent } from '../../../actors/index.ts';
import type { BookingView } from '../../../actors/show/replies.ts';
import { auditLog, formatReport, isClean } from '../../../src/audit/index.ts';
import { accountOf, type ShowAccount } from '../../../src/ledger/account.ts';
import { differenceOf, readLedger } from '../../../src/ledger/ledger.ts';
import { isOpen } from '../../../src/ledger/payments.ts';
import { append, emptyLog, readerOf } from '../../audit/memory-log.ts';
import { historyOf } from './log.ts';
import type { World } from './world.ts';

const ROUND_MS = 20_000;
/** More than all that anybody waits for takes together. */
const MOST_ROUNDS = 100;

/** From now on nothing goes wrong: everything comes to its end, and is as it has to be. */
export async function comeToRest(world: World): Promise<void> {
  const { time, log, provider } = world;
  provider.calmDown();
  log.setFull(false);
  for (let round = 0; ; round += 1) {
    await time.settle();
    const account = accountOf(historyOf(log.written));
    const bookings = await readBookings(world);
    if (bookings !== null && isAtRest(account, bookings)) {
      check(world, account, bookings);
      countPayments(world, account);
      return;
    }
    if (round === MOST_ROUNDS) {
      const open = [...account.payments.values()].filter(isOpen);
      assert.unreachable(`it never comes to rest: ${JSON.stringify({ open, bookings })}`);
    }
    await time.pass(ROUND_MS);
  }
}

function isAtRest({ payments }: ShowAccount, bookings: readonly BookingView[]): boolean {
  return ![...payments.values()].some(isOpen) && !bookings.some(({ status }) => status === 'reserved');
}

/** What their users find when they ask now; null while the box office does not answer. */
async function readBookings({ box_office, bookings, time }: World): Promise<BookingView[] | null> {
  const asked = bookings.map((booking) => box_office.ask({ type: 'read_booking', ...booking }));
  await time.settle();
  const replies = await Promise.all(asked);
  if (replies.some((reply) => reply === null)) return null;
  return replies.flatMap((reply) => (reply?.type === 'booking' ? [reply.booking] : []));
}

function check(world: World, account: ShowAccount, bookings: readonly BookingView[]): void {
  const { provider, outrages, told } = world;
  assert.equal([...outrages, ...provider.outrages], [], 'what must never happen');
  for (const [payment_id, captures] of provider.captures()) {
    assert.ok(world.payments.includes(payment_id), `nobody made the payment ${payment_id}`);
    assert.ok(captures <= 1, `payment ${payment_id} was captured twice`);
  }
  checkAccount(world, account);
  for (const booking of bookings) checkBooking(world, account, booking);
  for (const news of told) checkNews(account, bookings, news);
  checkLog(world);
}

/** The provider's books and ours say the same of each payment. */
function checkAccount({ provider, payments }: World, account: ShowAccount): void {
  for (const payment_id of payments) {
    const ours = account.payments.get(payment_id);
    const is_captured = ours?.status === 'captured' || ours?.status === 'refunded';
    const name = `payment ${payment_id}, which the box office has as ${ours?.status}`;
    assert.is(provider.captured(payment_id), is_captured ? ours.amount : 0, `${name}: captured`);
    const refunded = ours?.status === 'refunded' ? ours.amount : 0;
    assert.is(provider.refunded(payment_id), refunded, `${name}: refunded`);
  }
}

/** What was captured and not refunded is the price where it is booked, else nothing; and its user finds that so. */
function checkBooking({ provider }: World, account: ShowAccount, booking: BookingView): void {
  const { booking_id, status, seats, payment } = booking;
  let kept = 0;
  for (const { payment_id, booking_id: paid_for } of account.payments.values()) {
    if (paid_for === booking_id) kept += provider.captured(payment_id) - provider.refunded(payment_id);
  }
  const price = seats.reduce((sum, seat) => sum + seat.price, 0);
  assert.is(
    kept,
    status === 'booked' ? price : 0,
    `what is kept for booking ${booking_id}, which is ${status}`,
  );
  const is_paid = payment?.status === 'captured';
  assert.is(is_paid, status === 'booked', `booking ${booking_id} is ${status}, and ${payment?.status}`);
}

/** Nothing that anybody was told turns out to have been wrong. */
function checkNews(account: ShowAccount, bookings: readonly BookingView[], news: BookingView): void {
  const { booking_id, status, payment, version } = news;
  const now = bookings.find((booking) => booking.booking_id === booking_id);
  assert.ok(now, `booking ${booking_id} was told of and is gone`);
  assert.ok(version <= now.version, `booking ${booking_id} was told of as it never came to be`);
  if (status !== 'reserved' && now.status !== status) {
    assert.equal([status, now.status], ['booked', 'cancelled'], `what became of booking ${booking_id}`);
  }
  if (payment === null || payment.status === 'in_flight') return;
  const became = account.payments.get(payment.payment_id)?.status;
  const possible = { declined: ['declined'], captured: ['captured', 'refunded'], refunding: ['refunded'] };
  const expected = payment.status === 'refunded' ? ['refunded'] : possible[payment.status];
  assert.ok(became !== undefined && expected.includes(became), `${payment.status} became ${became}`);
}

function countPayments({ tally, log: { written } }: World, { payments }: ShowAccount): void {
  for (const { amount, status, trouble } of payments.values()) {
    tally.add(amount === 0 ? `free and ${status}` : (trouble?.reason ?? status));
  }
  const events = written.flatMap((step) => step.events.map(decodeEvent));
  for (const { type } of events) if (COUNTED.has(type)) tally.add(type);
}

/** What is not seen in how a payment ended. */
const COUNTED: ReadonlySet<ShowEvent['type']> = new Set<ShowEvent['type']>([
  'payment_unknown',
  'payment_captured_late',
  'booking_cancelled',
  'show_cancelled',
  'refund_failed',
]);

/** Everything that is on the disk, tables too, keeps every rule; and so says the ledger. */
function checkLog({ log: { written } }: World): void {
  const log = emptyLog();
  for (const step of written) append(log, step, false);
  const reader = readerOf(log);
  const report = auditLog(reader, { show_id: null });
  assert.ok(isClean(report), formatReport(report));
  for (const { standing } of readLedger(reader, { show_id: null, dayOf: () => 'the day' })) {
    assert.is(differenceOf(standing), 0n, 'the ledger');
  }
}
