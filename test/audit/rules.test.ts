import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Finding, noFindings } from '../../src/audit/findings.ts';
import { auditShow } from '../../src/audit/show-audit.ts';
import { RULE_DAMAGES } from './damages/all.ts';
import { STORIES } from './stories.ts';
import { SHOW, type Story, stored } from './story.ts';

const rules = suite('audit: the rules');

function audit(story: Story): readonly Finding[] {
  const findings = noFindings();
  auditShow(SHOW, stored(story), new Set([1]), findings);
  return findings.kept;
}

for (const [name, story] of Object.entries(STORIES)) {
  rules(`finds nothing where ${name}`, () => {
    assert.equal(audit(story), []);
  });
}

for (const { what, code, event, story, besides = [] } of RULE_DAMAGES) {
  rules(`finds that ${what}`, () => {
    const findings = audit(story);
    const [first] = findings;
    assert.equal(
      { code: first?.code, event: first?.sequence, show: first?.show_id },
      { code, event, show: SHOW },
    );
    const others = findings.filter((finding) => finding.code !== code).map((finding) => finding.code);
    assert.equal(others, besides, 'what is found besides');
  });
}

rules('finds an event that cannot be read', () => {
  const steps = stored([...(STORIES['the show is cancelled'] ?? [])]).map((step) =>
    step.sequence === 4 ? { ...step, events: [new Uint8Array([1, 2, 3])] } : step,
  );
  const findings = noFindings();
  const show = auditShow(SHOW, steps, new Set([1]), findings);
  assert.is(show, null);
  assert.equal(
    findings.kept.map(({ code, sequence }) => ({ code, sequence })),
    [{ code: 'event_unreadable', sequence: 4 }],
  );
});

rules('lets what is older than the epoch stay beyond its time: there may have been an outage', () => {
  const overdue = RULE_DAMAGES.find(
    ({ what }) => what === 'a reservation is left for longer than any outage',
  );
  assert.ok(overdue);
  const findings = noFindings();
  auditShow(SHOW, stored(overdue.story), new Set([1, overdue.event]), findings);
  assert.equal(findings.kept, []);
});

rules('between them the stories tell of every kind of event', () => {
  const told = new Set(
    Object.values(STORIES).flatMap((story) => story.flatMap((step) => step.map(({ type }) => type))),
  );
  assert.is(told.size, 23);
});

rules.run();
