import { aloneHtml, type Figure, figureHtml, slug } from './figure.ts';
import { asHtml, type Html, html } from './html.ts';
import type { Judgement } from './judgement.ts';
import { type RunSection, runHtml } from './run-section.ts';
import { STYLE } from './style.ts';
import { contestTable, judgementTable } from './tables.ts';

/** All that the report tells, drawn and judged. */
export interface Report {
  readonly machine: readonly string[];
  readonly scenarios: readonly ScenarioSection[];
  readonly queue: QueueSection | null;
}

export interface ScenarioSection {
  readonly name: string;
  readonly tells: string;
  readonly runs: readonly RunSection[];
  /** Side by side, where several ran it. */
  readonly contest: Contest | null;
}

export interface Contest {
  readonly figures: readonly Figure[];
  readonly judgements: readonly Judgement[];
}

export type QueueSection = Contest;

export function pageHtml(report: Report): string {
  return documentOf(
    'The surge: a release day, measured',
    html`<main>
<header>
<h1>The surge: a release day, measured</h1>
<p class="lead">Users arrive whether or not the server keeps up, and do what people do: look, try, wait in a queue, pay, or let it go. Latencies count from the moment at which each request was due. All promises are judged by what the users were told.</p>
<p class="machine">${report.machine.join('\n')}</p>
</header>
${summaryHtml(report)}${report.scenarios.map(scenarioHtml)}${report.queue === null ? html`` : queueHtml(report.queue)}</main>`,
  );
}

/** All pictures, in the order of the page. */
export function figuresOf({ scenarios, queue }: Report): Figure[] {
  return [
    ...scenarios.flatMap(({ contest, runs }) => [
      ...(contest?.figures ?? []),
      ...runs.flatMap(({ figures }) => figures),
    ]),
    ...(queue?.figures ?? []),
  ];
}

/** The pictures one below the other, from which their images are taken. */
export function picturesHtml(figures: readonly Figure[]): string {
  return documentOf('Pictures', html`<main class="alone">${figures.map(aloneHtml)}</main>`);
}

function documentOf(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${asHtml(STYLE)}</style>
</head>
<body>
${body}
</body>
</html>
`.html;
}

function summaryHtml({ scenarios, queue }: Report): Html {
  const rows = scenarios.flatMap(({ name, runs }) =>
    runs.map(({ id, record, judgements }) => {
      const broken = record.verdicts.filter(({ faults }) => faults.length > 0).length;
      return html`<tr><th scope="row"><a href="#${id}">${name}</a></th><td>${record.contestant}</td><td class="${broken === 0 ? 'met' : 'missed'}">${broken === 0 ? 'all kept' : `${broken} BROKEN`}</td>${judgedCell(judgements)}</tr>`;
    }),
  );
  const contests = scenarios.flatMap(({ name, contest }) =>
    contest === null || contest.judgements.length === 0
      ? []
      : [
          html`<tr><th scope="row"><a href="#${slug(name)}">${name}</a></th><td>side by side</td><td></td>${judgedCell(contest.judgements)}</tr>`,
        ],
  );
  const queues =
    queue === null
      ? []
      : [
          html`<tr><th scope="row"><a href="#queue">queue</a></th><td>boxoffice</td><td></td>${judgedCell(queue.judgements)}</tr>`,
        ];
  return html`<nav class="table"><table class="summary"><thead><tr><th scope="col">Scenario</th><th scope="col">contestant</th><th scope="col">promises</th><th scope="col">expectations</th></tr></thead><tbody>${rows}${contests}${queues}</tbody></table></nav>
`;
}

function judgedCell(judgements: readonly Judgement[]): Html {
  const missed = judgements.filter(({ met }) => !met);
  return missed.length === 0
    ? html`<td class="met">${judgements.length === 0 ? '' : `all ${judgements.length} met`}</td>`
    : html`<td class="missed">${missed.map(({ what, by }) => `${what}: ${by}`).join('; ')}</td>`;
}

function scenarioHtml({ name, tells, runs, contest }: ScenarioSection): Html {
  return html`<section>
<h2 id="${slug(name)}">${name}</h2>
<p class="lead">${tells}</p>
${contest === null ? html`` : contestHtml(contest, runs)}${runs.map(runHtml)}</section>
`;
}

function contestHtml({ figures, judgements }: Contest, runs: readonly RunSection[]): Html {
  return html`<h3>Side by side</h3>
${contestTable(runs.map(({ record }) => record))}${judgementTable(judgements)}<div class="figures">
${figures.map(figureHtml)}</div>
`;
}

function queueHtml({ figures, judgements }: QueueSection): Html {
  return html`<section>
<h2 id="queue">A queue of any length</h2>
<p class="lead">What a show’s queue costs, from a hundred to a hundred thousand waiting users, measured within the engine.</p>
${judgementTable(judgements)}<div class="figures">
${figures.map(figureHtml)}</div>
</section>
`;
}
