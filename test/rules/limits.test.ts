import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { DEFAULT_LIMITS, LIMIT_VARIABLES, LimitsError, limitsFromEnvironment } from '../../actors/limits.ts';

const limits = suite('limits');

const isRefusal = (error: Error): boolean => error instanceof LimitsError;

limits('what the environment does not say is as the rules say', () => {
  assert.equal(limitsFromEnvironment({}), DEFAULT_LIMITS);
  assert.equal(limitsFromEnvironment({ BOXOFFICE_WAITING_S: '' }), DEFAULT_LIMITS);
});

limits('each duration can be set in seconds, with a fraction', () => {
  const environment = Object.fromEntries(Object.values(LIMIT_VARIABLES).map((name) => [name, '42.125']));
  const all = Object.fromEntries(Object.keys(LIMIT_VARIABLES).map((name) => [name, 42_125]));
  assert.equal(limitsFromEnvironment(environment), all);
});

limits('what is no number of seconds is refused', () => {
  for (const text of ['-1', 'NaN', '1e3', '1.2345', '5 s', ' 5', '٥']) {
    assert.throws(() => limitsFromEnvironment({ BOXOFFICE_RESERVATION_S: text }), isRefusal);
  }
});

limits('what is too short, too long or does not fit the others is refused', () => {
  for (const environment of [
    { BOXOFFICE_RESERVATION_S: '0.999' },
    { BOXOFFICE_WAITING_S: '0.999' },
    { BOXOFFICE_PAYMENT_S: '0.999' },
    { BOXOFFICE_WAITING_S: String(7 * 24 * 3_600 + 1) },
    { BOXOFFICE_RESERVATION_S: '3', BOXOFFICE_RESERVATION_BUFFER_S: '4' },
    { BOXOFFICE_PAYMENT_S: '29', BOXOFFICE_OUTAGE_GRACE_S: '30' },
    { BOXOFFICE_WAITING_S: '29', BOXOFFICE_OUTAGE_GRACE_S: '30' },
    { BOXOFFICE_RESERVATION_S: '25', BOXOFFICE_RESERVATION_BUFFER_S: '4', BOXOFFICE_OUTAGE_GRACE_S: '30' },
  ]) {
    assert.throws(() => limitsFromEnvironment(environment), isRefusal);
  }
});

limits('the grace after an outage is no longer than what it could hold up', () => {
  const short = { BOXOFFICE_RESERVATION_S: '3', BOXOFFICE_RESERVATION_BUFFER_S: '1' };
  assert.is(limitsFromEnvironment(short).outage_grace_ms, 4_000);
  assert.is(limitsFromEnvironment({ BOXOFFICE_PAYMENT_S: '2' }).outage_grace_ms, 2_000);
  assert.is(limitsFromEnvironment({ BOXOFFICE_RESERVATION_S: '600' }).outage_grace_ms, 30_000);
});

limits.run();
