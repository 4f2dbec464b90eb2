import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openLogReader } from '../../persistence/index.ts';
import { type AuditReport, auditLog, formatReport } from '../../src/audit/index.ts';
import { EVENT_DAMAGES } from './real/events.ts';
import { copyOf, makeRealLog, ONE, TWO } from './real/real-log.ts';
import { RECORD_DAMAGES } from './real/records.ts';
import { TABLE_DAMAGES } from './real/tables.ts';

const real = suite('audit: a log of the real engine');

const folder = await makeRealLog();

function audit(folder: string, show_id: string | null): AuditReport {
  const reader = openLogReader(folder);
  try {
    return auditLog(reader, { show_id });
  } finally {
    reader.close();
  }
}

real('is clean, and adds up', () => {
  const report = audit(folder, null);
  assert.is(report.findings.total, 0, formatReport(report));
  assert.equal(report.totals, {
    shows: 2,
    events: 18,
    bookings: 6,
    seats_booked: 0,
    waits: 2,
    money: new Map([['USD', { captured: 2_000n, refunded: 2_000n, due: 0n, booked: 0n }]]),
  });
  assert.is(report.records, 13);
  assert.match(formatReport(report), 'Clean: every rule holds.');
});

real('is clean show by show', () => {
  for (const [show_id, events] of [
    [ONE, 16],
    [TWO, 2],
  ] as const) {
    const report = audit(folder, show_id);
    assert.is(report.findings.total, 0, formatReport(report));
    assert.is(report.totals.events, events);
  }
});

for (const damage of [...RECORD_DAMAGES, ...EVENT_DAMAGES, ...TABLE_DAMAGES]) {
  real(`is found out when ${damage.what}`, () => {
    const damaged = copyOf(folder);
    damage.damage(damaged);
    const report = audit(damaged, null);
    const [first] = report.findings.kept;
    const { code, show_id, sequence = null, position = null } = damage;
    const found = first && {
      code: first.code,
      show_id: first.show_id,
      sequence: first.sequence,
      position: first.position,
    };
    assert.equal(found, { code, show_id, sequence, position }, formatReport(report));
    assert.match(formatReport(report), `NOT CLEAN`);
    assert.match(formatReport(report), code);
  });
}

real.run();
