import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openPayments, paymentsOf } from '../../src/ledger/payments.ts';
import {
  formatPayments,
  PAYMENTS_HEAD,
  paymentLine,
  summarizeOpen,
} from '../../src/ledger/payments-report.ts';
import { payment } from '../rules/people.ts';
import { type BoxOffice, EURO_SHOW, openBoxOffice, YEN_SHOW } from './box-office.ts';

const payments = suite('payments');
let office: BoxOffice;

/** A refund that fails, a charge whose outcome is not known, and one just begun, after some that have ended. */
payments.before.each(async () => {
  office = await openBoxOffice();
  office.setClock('2026-12-17T10:00:00Z');
  await office.buy(EURO_SHOW, 'anna', 2);
  await office.buy(EURO_SHOW, 'ben', 1);
  await office.startPaying(EURO_SHOW, 'cara', 1);
  await office.concludePayment(EURO_SHOW, 'cara', { type: 'declined', reason: 'card_declined' });
  office.setClock('2026-12-17T11:00:00Z');
  await office.cancel(EURO_SHOW, 'ben');
  office.setClock('2026-12-17T11:00:10Z');
  await office.concludeRefund(EURO_SHOW, 'ben', { type: 'failed', reason: 'provider_error' });
  office.setClock('2026-12-17T12:00:00Z');
  await office.startPaying(YEN_SHOW, 'dan', 1);
  await office.concludePayment(YEN_SHOW, 'dan', { type: 'unknown' });
  office.setClock('2026-12-17T12:01:00Z');
  await office.startPaying(EURO_SHOW, 'eve', 1);
});

payments.after.each(() => office.close());

const NOW = Date.parse('2026-12-17T12:01:30Z');

payments('those that are open are listed with what is the matter, oldest first', () => {
  const open = office.read((reader) => openPayments(reader, null));
  const [refund, unknown, begun] = formatPayments(open, NOW).slice(1);
  assert.is(open.length, 3);
  assert.match(refund ?? '', /^2026-12-17T11:00:00.000Z +1 h 1 min 30 s +refund +EUR +12\.50 /);
  assert.match(
    refund ?? '',
    `${payment('ben')}  ${EURO_SHOW}  failed first 1 h 1 min 20 s ago: provider_error`,
  );
  assert.match(unknown ?? '', /1 min 30 s +charge +JPY +1,900 .*outcome unknown for 1 min 30 s$/);
  assert.match(begun ?? '', new RegExp(`30 s +charge +EUR +12\\.50 +${payment('eve')} +${EURO_SHOW}$`));
  assert.equal(summarizeOpen(open), [
    'Charges open: 2, JPY 1,900 + EUR 12.50; outcome unknown: 1',
    'Refunds open: 1, EUR 12.50; failed so far: 1',
  ]);
});

payments('those of one show are listed with how they ended', () => {
  assert.is(office.read((reader) => openPayments(reader, YEN_SHOW)).length, 1);
  const all = office.read((reader) => paymentsOf(reader, EURO_SHOW));
  assert.equal(
    all.map(({ status }) => status),
    ['captured', 'refunding', 'declined', 'in_flight'],
  );
  const declined = all.find(({ status }) => status === 'declined');
  assert.ok(declined);
  assert.match(paymentLine(declined), /,declined,.*,EUR,12\.50,card_declined,2026-12-17T10:00:00\.000Z\r\n$/);
  assert.is(paymentLine(declined).split(',').length, PAYMENTS_HEAD.split(',').length);
});

payments('nothing is open once all have ended', async () => {
  await office.concludeRefund(EURO_SHOW, 'ben', { type: 'refunded' });
  await office.concludePayment(YEN_SHOW, 'dan', { type: 'declined', reason: 'expired_card' });
  await office.concludePayment(EURO_SHOW, 'eve', { type: 'captured' });
  const open = office.read((reader) => openPayments(reader, null));
  assert.equal(open, []);
  assert.equal(formatPayments(open, NOW), ['There are none.']);
  assert.equal(summarizeOpen(open), []);
});

payments.run();
