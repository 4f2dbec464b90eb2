import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { LEDGER_HEAD, ledgerLines } from '../../src/ledger/csv.ts';
import { daysIn } from '../../src/ledger/days.ts';
import { differenceOf, readLedger, type ShowLedger } from '../../src/ledger/ledger.ts';
import { daysTable, showsTable, standingTable, verdict } from '../../src/ledger/report.ts';
import { addToSummary, noSummary } from '../../src/ledger/summary.ts';
import { id } from '../rules/people.ts';
import { type BoxOffice, DINAR_SHOW, EURO_SHOW, openBoxOffice, QUIET_SHOW, YEN_SHOW } from './box-office.ts';

const ledger = suite('ledger');
let office: BoxOffice;

/** Two days of business in three currencies: what is booked, given back, declined, late, and still open. */
ledger.before.each(async () => {
  office = await openBoxOffice();
  office.setClock('2026-12-17T22:30:00Z');
  await office.buy(EURO_SHOW, 'anna', 2);
  await office.buy(EURO_SHOW, 'ben', 1);
  await office.buy(YEN_SHOW, 'cara', 3);
  office.setClock('2026-12-17T23:30:00Z');
  await office.buy(DINAR_SHOW, 'dan', 1);
  await office.startPaying(EURO_SHOW, 'eve', 1);
  await office.concludePayment(EURO_SHOW, 'eve', { type: 'declined', reason: 'card_declined' });
  office.setClock('2026-12-18T10:00:00Z');
  await office.cancel(EURO_SHOW, 'ben');
  await office.concludeRefund(EURO_SHOW, 'ben', { type: 'refunded' });
  await office.startPaying(YEN_SHOW, 'fay', 2);
  office.setClock('2026-12-18T11:00:00Z');
  await office.concludePayment(YEN_SHOW, 'fay', { type: 'captured' });
  await office.startPaying(DINAR_SHOW, 'gil', 4);
});

ledger.after.each(() => office.close());

function readAll(zone = 'UTC', show_id: string | null = null): ShowLedger[] {
  return office.read((reader) => [...readLedger(reader, { show_id, dayOf: daysIn(zone) })]);
}

function summaryOf(ledgers: readonly ShowLedger[], day: string | null = null) {
  const summary = noSummary();
  for (const show of ledgers) addToSummary(summary, show, day);
  return summary;
}

ledger('adds up what came and went by day, and holds it against the bookings', () => {
  const ledgers = readAll();
  const euros = ledgers.find(({ show_id }) => show_id === EURO_SHOW);
  assert.equal(
    [...(euros?.days ?? [])],
    [
      ['2026-12-17', { payments: 2, captured: 3_750n, refunds: 0, refunded: 0n }],
      ['2026-12-18', { payments: 0, captured: 0n, refunds: 1, refunded: 1_250n }],
    ],
  );
  assert.equal(euros?.standing, {
    payments: 2,
    captured: 3_750n,
    refunds: 1,
    refunded: 1_250n,
    refunds_due: 0n,
    bookings: 1,
    booked: 2_500n,
  });
  // Fay's came after her time was up.
  const yen = ledgers.find(({ show_id }) => show_id === YEN_SHOW)?.standing;
  assert.is(yen?.captured, 9_500n);
  assert.is(yen?.refunds_due, 3_800n);
  assert.is(yen?.booked, 5_700n);
  assert.equal(
    ledgers.map(({ standing }) => differenceOf(standing)),
    [0n, 0n, 0n],
  );
});

ledger('days begin and end where they do in the zone', () => {
  const days = [...summaryOf(readAll('Europe/Berlin')).days];
  assert.equal(
    days.map(([day, by_currency]) => [day, [...by_currency.keys()]]),
    [
      ['2026-12-17', ['EUR', 'JPY']],
      ['2026-12-18', ['EUR', 'JPY', 'KWD']],
    ],
  );
});

ledger('is printed by day, by show and as it stands', () => {
  const summary = summaryOf(readAll());
  assert.equal(daysTable(summary), [
    'day         currency  payments  captured  refunds  refunded     net',
    '2026-12-17  EUR              2     37.50        0      0.00   37.50',
    '2026-12-17  JPY              1     5,700        0         0   5,700',
    '2026-12-17  KWD              1     3.250        0     0.000   3.250',
    '2026-12-18  EUR              0      0.00        1     12.50  -12.50',
    '2026-12-18  JPY              1     3,800        0         0   3,800',
  ]);
  const [euros] = readAll('UTC', EURO_SHOW);
  assert.ok(euros);
  assert.equal(showsTable([euros], '2026-12-18'), [
    'show                        starts             currency  payments  captured  refunds  refunded     net',
    `${EURO_SHOW}  2026-12-24T20:00Z  EUR              0      0.00        1     12.50  -12.50`,
  ]);
  assert.equal(standingTable(summary).slice(1, 3), [
    'EUR              2     37.50        1     12.50  25.00       0.00         1   25.00        0.00',
    'JPY              2     9,500        0         0  9,500      3,800         1   5,700           0',
  ]);
  assert.match(verdict(summary).join('\n'), 'They agree');
});

ledger('is CSV with exact amounts', () => {
  const [dinars] = readAll('UTC', DINAR_SHOW);
  assert.ok(dinars);
  const columns = LEDGER_HEAD.trimEnd().split(',').length;
  const lines = ledgerLines(dinars, null).trimEnd().split('\r\n');
  assert.equal(lines, [
    `2026-12-17,${DINAR_SHOW},2026-12-24T20:00:00.000Z,KWD,1,3.250,0,0.000,3.250,3.250,0.000,0.000,1,3.250,0.000`,
  ]);
  assert.is(lines[0]?.split(',').length, columns);
  assert.is(ledgerLines(dinars, '2026-12-18'), '');
});

ledger('says unmistakably where payments and bookings do not agree', () => {
  office.damage('UPDATE booking SET status = 2 WHERE total = 1250 AND payment_status = 5');
  const summary = summaryOf(readAll());
  assert.is(summary.disagreeing, 1);
  const text = verdict(summary).join('\n');
  assert.match(text, 'THEY DO NOT AGREE in 1 of 3 shows');
  assert.match(text, `show ${EURO_SHOW}: EUR 12.50 less was kept than the bookings say`);
  assert.match(text, '2 booked bookings of EUR 37.50');
});

ledger('a show that is cancelled owes all that was paid in it, until it is refunded', async () => {
  await office.ask(EURO_SHOW, { type: 'cancel_show' });
  const [due] = readAll('UTC', EURO_SHOW);
  assert.is(due?.standing.refunds_due, 2_500n);
  assert.is(due?.standing.booked, 0n);
  await office.concludeRefund(EURO_SHOW, 'anna', { type: 'refunded' });
  const [settled] = readAll('UTC', EURO_SHOW);
  assert.is(settled?.standing.refunds_due, 0n);
  assert.is(settled?.standing.captured, settled?.standing.refunded);
});

ledger('of a show that nobody asked for a seat in is empty', async () => {
  await office.ask(QUIET_SHOW, { type: 'read_seat_map' });
  assert.equal(readAll('UTC', QUIET_SHOW), []);
  assert.equal(readAll('UTC', id('SHOW', 'NONE')), []);
});

ledger.run();
