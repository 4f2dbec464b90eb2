import { formatMoney } from '../money.ts';
import { type Finding, type Findings, RULES } from './findings.ts';
import type { Money, Totals } from './totals.ts';

export interface AuditReport {
  /** The show that was asked for, or null for the whole log. */
  readonly show_id: string | null;
  readonly records: number;
  /** Of the shows that could be examined. */
  readonly totals: Totals;
  /** Shows whose events cannot be followed, for what is found in them. */
  readonly unexamined: readonly string[];
  readonly findings: Findings;
}

export function isClean(report: AuditReport): boolean {
  return report.findings.total === 0;
}

const MOST_LINES_A_RULE = 20;

/** For a terminal. */
export function formatReport(report: AuditReport): string {
  return [...headlines(report), '', ...verdict(report)].join('\n');
}

function headlines({ show_id, records, totals, unexamined }: AuditReport): string[] {
  const line = (label: string, value: string): string => `  ${label.padEnd(14)}${value}`;
  const lines = [
    show_id === null ? 'Audit of the whole log' : `Audit of show ${show_id}`,
    line('shows', count(totals.shows)),
    line('records', count(records)),
    line('events', count(totals.events)),
    line('bookings', `${count(totals.bookings)}, ${count(totals.seats_booked)} seats booked now`),
    line('waits', count(totals.waits)),
  ];
  for (const [currency, money] of totals.money) lines.push(line('money', describe(money, currency)));
  if (unexamined.length > 0) {
    lines.push(line('not examined', `${count(unexamined.length)} shows, whose events cannot be followed`));
  }
  return lines;
}

function verdict({ findings, records }: AuditReport): string[] {
  if (findings.total === 0) {
    return [records === 0 ? 'Clean: there is nothing that could break a rule.' : 'Clean: every rule holds.'];
  }
  const lines = [`NOT CLEAN: ${count(findings.total)} findings.`];
  for (const [code, found] of findings.counts) {
    lines.push('', `${code}: ${count(found)} times. The rule: ${RULES[code]}`);
    const shown = findings.kept.filter((finding) => finding.code === code).slice(0, MOST_LINES_A_RULE);
    lines.push(...shown.map((finding) => `  ${place(finding)}${finding.what}`));
    if (found > shown.length) lines.push(`  … and ${count(found - shown.length)} more`);
  }
  return lines;
}

/** Empty where it is a finding about the whole log. */
function place({ show_id, sequence, position }: Finding): string {
  const parts: string[] = [];
  if (show_id !== null) parts.push(`show ${show_id}`);
  if (sequence !== null) parts.push(`event ${sequence}`);
  if (position !== null) parts.push(`record ${position}`);
  return parts.length === 0 ? '' : `${parts.join(', ')}: `;
}

function describe({ captured, refunded, due, booked }: Money, currency: string): string {
  const text = (amount: bigint): string => formatMoney(amount, currency);
  const moved = `${text(captured)} captured, ${text(refunded)} refunded, ${text(due)} to be refunded yet`;
  return booked === null ? moved : `${moved}, ${text(booked)} booked`;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
