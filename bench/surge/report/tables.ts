import { readable } from '../../report/numbers.ts';
import type { Percentiles, RunRecord } from '../record.ts';
import { bestCarried, isOurs } from './contest.ts';
import { type Html, html } from './html.ts';
import { type Judgement, times } from './judgement.ts';
import { milliseconds, rate, words } from './words.ts';

/** Met or not, and by how much. */
export function judgementTable(judgements: readonly Judgement[]): Html {
  if (judgements.length === 0) return html``;
  const rows = judgements.map(
    ({ what, is, expected, met, by }) =>
      html`<tr><th scope="row">${what}</th><td>${is}</td><td>${expected}</td><td class="${met ? 'met' : 'missed'}">${met ? 'met' : `NOT MET, ${by}`}</td></tr>`,
  );
  return html`<div class="table"><table class="judgements"><thead><tr><th scope="col">Expected of it</th><th scope="col">is</th><th scope="col">expected</th><th scope="col"></th></tr></thead><tbody>${rows}</tbody></table></div>
`;
}

/** What each carried at best, and what it took for it. */
export function contestTable(records: readonly RunRecord[]): Html {
  const carried = (record: RunRecord): number => bestCarried(record)?.reservations_per_second ?? 0;
  const ours = Math.max(0, ...records.filter(isOurs).map(carried));
  const rows = records.map((record) => {
    const best = bestCarried(record);
    if (best === null) return [record.contestant, 'in no phase', '–', '–', '–'];
    return [
      record.contestant,
      rate(best.reservations_per_second),
      best.name,
      milliseconds(best.accepted.p99),
      isOurs(record) || carried(record) === 0 ? '–' : times(ours / carried(record)),
    ];
  });
  return table(['p99 below 100 ms', 'reservations/s', 'in the phase', 'p99', 'boxoffice is'], rows);
}

/** The promises, as seen from outside. */
export function verdictList({ verdicts }: RunRecord): Html {
  const items = verdicts.map(({ promise, looked_at, faults }) => {
    const kept = faults.length === 0;
    const list = kept ? html`` : html`<ul>${faults.map((fault) => html`<li>${fault}</li>`)}</ul>`;
    return html`<li class="${kept ? 'met' : 'missed'}"><b>${promise}</b> <span>${kept ? 'kept' : 'BROKEN'} · ${looked_at}</span>${list}</li>`;
  });
  return items.length === 0
    ? html``
    : html`<ul class="verdicts">${items}</ul>
`;
}

const PERCENTILE_HEADS = ['count', 'p50', 'p90', 'p99', 'p99.9', 'max'];

/** All figures that the pictures leave out, for who wants to compare. */
export function figureTables(record: RunRecord): Html {
  return html`<details><summary>All figures</summary>${phaseTable(record)}${kindTable(record)}</details>
`;
}

function phaseTable({ phases }: RunRecord): Html {
  const rows = phases.map((phase) => [
    phase.name,
    readable(phase.lasts_s),
    ...[
      phase.arrivals_per_second,
      phase.due_per_second,
      phase.accepted_per_second,
      phase.reservations_per_second,
      phase.refused_per_second,
    ].map((rate) => readable(Math.round(rate))),
    readable(phase.failed),
    milliseconds(phase.accepted.p50),
    milliseconds(phase.accepted.p99),
    milliseconds(phase.accepted.max),
    phase.refused.count === 0 ? '–' : milliseconds(phase.refused.p99),
    phase.quiet === undefined ? '–' : milliseconds(phase.quiet.p99),
  ]);
  return table(
    [
      'phase',
      's',
      'users/s',
      'due/s',
      'accepted/s',
      'reservations/s',
      'refused/s',
      'failed',
      'p50',
      'p99',
      'max',
      'refused p99',
      'quiet p99',
    ],
    rows,
  );
}

function kindTable({ latencies }: RunRecord): Html {
  return table(
    ['accepted, by kind', ...PERCENTILE_HEADS],
    latencies
      .filter(({ latency }) => latency.count > 0)
      .map(({ kind, latency }) => [words(kind), ...percentileCells(latency)]),
  );
}

function percentileCells({ count, p50, p90, p99, p999, max }: Percentiles): string[] {
  return [readable(count), ...[p50, p90, p99, p999, max].map(milliseconds)];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): Html {
  if (rows.length === 0) return html``;
  const head = heads.map((text) => html`<th scope="col">${text}</th>`);
  const body = rows.map(
    ([first = '', ...cells]) =>
      html`<tr><th scope="row">${first}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
  );
  return html`<div class="table"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}
