import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { LogReader, StoredRecord } from '../../persistence/index.ts';
import { auditLog, type FindingCode, formatReport, RULES } from '../../src/audit/index.ts';
import { RULE_DAMAGES } from './damages/all.ts';
import { readerOf } from './memory-log.ts';
import { EVENT_DAMAGES } from './real/events.ts';
import { RECORD_DAMAGES } from './real/records.ts';
import { TABLE_DAMAGES } from './real/tables.ts';
import { simulate } from './simulation.ts';

const readers = suite('audit: readers and rules');

/** A log of many records, of which the one at position 20 is changed. */
function withRecord(change: (record: StoredRecord) => StoredRecord): LogReader {
  const { log } = simulate(1, 200);
  log.records = log.records.map((record) => (record.position === 20 ? change(record) : record));
  return readerOf(log);
}

const READER_DAMAGES: readonly { what: string; code: FindingCode; reader: LogReader }[] = [
  {
    what: 'a record belongs to no show, and bears out its checksum',
    code: 'show_unknown',
    reader: withRecord((record) => ({ ...record, show_id: null })),
  },
  {
    what: 'a record has no steps',
    code: 'step_empty',
    reader: withRecord((record) => ({ ...record, steps: [] })),
  },
  {
    what: 'a step has no events',
    code: 'step_empty',
    reader: withRecord((record) => ({ ...record, steps: [{ sequence: record.sequence, events: [] }] })),
  },
  {
    what: 'a history is shorter than its records',
    code: 'history_differs',
    reader: (() => {
      const reader = readerOf(simulate(1, 200).log);
      return { ...reader, history: (show_id: string) => reader.history(show_id).slice(0, -1) };
    })(),
  },
];

for (const { what, code, reader } of READER_DAMAGES) {
  readers(`is found out when ${what}`, () => {
    const report = auditLog(reader, { show_id: null });
    assert.is(report.findings.kept[0]?.code, code, formatReport(report));
  });
}

readers(
  'a show whose events cannot be followed is said to be unexamined, and the others are examined',
  () => {
    const reader = withRecord((record) => ({ ...record, fault: 'its checksum does not hold' }));
    const [damaged] = [...reader.records()].filter(({ fault }) => fault !== null);
    const report = auditLog(reader, { show_id: null });
    assert.equal(report.unexamined, [damaged?.show_id]);
    assert.is(report.totals.shows, 2);
    assert.is(report.findings.total, 1, formatReport(report));
  },
);

readers('more findings than anybody reads are counted, and the first of each code are kept', () => {
  const { log } = simulate(1, 3_000);
  const last_first = log.records.toReversed();
  log.records = [...last_first, ...last_first, ...last_first];
  const { findings } = auditLog(readerOf(log), { show_id: null });
  const gaps = findings.counts.get('position_gap') ?? 0;
  assert.ok(gaps > 200);
  assert.is(findings.kept.filter(({ code }) => code === 'position_gap').length, 100);
  assert.is(
    findings.total,
    [...findings.counts.values()].reduce((sum, count) => sum + count, 0),
  );
});

readers('every rule is broken by some damage', () => {
  const damages = [...RULE_DAMAGES, ...RECORD_DAMAGES, ...EVENT_DAMAGES, ...TABLE_DAMAGES, ...READER_DAMAGES];
  const broken = new Set<string>(damages.map(({ code }) => code));
  for (const { besides = [] } of RULE_DAMAGES) for (const code of besides) broken.add(code);
  assert.equal([...broken].sort(), Object.keys(RULES).sort());
});

readers('every rule about what happens in a show has a damage that nothing else finds', () => {
  const codes = new Set(RULE_DAMAGES.map(({ code }) => code));
  for (const { code, besides } of RULE_DAMAGES) if (besides === undefined) codes.delete(code);
  // What comes and goes as money is counted a second time, beside what is told of it.
  assert.equal([...codes], ['captured_let_go', 'refund_not_due']);
});

readers.run();
