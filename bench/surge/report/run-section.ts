import { readable } from '../../report/numbers.ts';
import type { RunRecord } from '../record.ts';
import { usersOf } from '../scenario.ts';
import { expectationsOf } from './expectations.ts';
import { drawFigure, type Figure, figureHtml, slug } from './figure.ts';
import { headline, type KeyFigure, keyFigures } from './headline.ts';
import { type Html, html } from './html.ts';
import type { Judgement } from './judgement.ts';
import type { Picture } from './picture.ts';
import { commits } from './pictures/commits.ts';
import { cores } from './pictures/cores.ts';
import { ends } from './pictures/ends.ts';
import { eventLoop } from './pictures/event-loop.ts';
import { latencyByPercentile } from './pictures/latency-by-percentile.ts';
import { latencyOverTime } from './pictures/latency-over-time.ts';
import { memory } from './pictures/memory.ts';
import { queueLength } from './pictures/queue-length.ts';
import { seats } from './pictures/seats.ts';
import { traffic } from './pictures/traffic.ts';
import { waits } from './pictures/waits.ts';
import { figureTables, judgementTable, verdictList } from './tables.ts';

/** One contestant in one scenario, ready for the report. */
export interface RunSection {
  readonly id: string;
  readonly record: RunRecord;
  readonly judgements: readonly Judgement[];
  readonly figures: readonly Figure[];
}

/** The same may have been run before: `nth` counts such runs from 1, so that each has a name of its own. */
export async function prepareRun(record: RunRecord, nth: number): Promise<RunSection> {
  const of = `${record.scenario.name}, ${record.contestant}${nth === 1 ? '' : `, run ${nth}`}`;
  return {
    id: slug(of),
    record,
    judgements: expectationsOf(record),
    figures: await Promise.all(picturesOf(record).map((picture) => drawFigure(picture, of))),
  };
}

/** What was asked for and what came of it first, then for the users, then within the server. */
function picturesOf(record: RunRecord): Picture[] {
  return [
    traffic(record),
    latencyOverTime(record),
    seats(record),
    queueLength(record),
    latencyByPercentile(record),
    waits(record),
    ends(record),
    cores(record),
    eventLoop(record),
    commits(record),
    memory(record),
  ].filter((picture) => picture !== null);
}

export function runHtml({ id, record, judgements, figures }: RunSection): Html {
  return html`<section class="run" id="${id}">
<h3>${record.contestant}</h3>
<p class="headline">${headline(record, judgements)}</p>
<ul class="key">${keyFigures(record).map(keyFigureHtml)}</ul>
<p class="facts">${factsOf(record)}</p>
${verdictList(record)}${judgementTable(judgements)}<div class="figures">
${figures.map(figureHtml)}</div>
${untold(record)}${figureTables(record)}</section>
`;
}

/** A picture that is missing must not look as if it had been forgotten. */
function untold(record: RunRecord): Html {
  const missing = [
    { what: 'how late its event loop was', picture: eventLoop(record) },
    { what: 'how many steps shared a commit', picture: commits(record) },
  ].filter(({ picture }) => picture === null);
  if (missing.length === 0) return html``;
  return html`<p class="quiet">This server does not tell ${missing.map(({ what }) => what).join(', nor ')}.</p>
`;
}

function keyFigureHtml({ figure, of, good }: KeyFigure): Html {
  const judged = good === null ? '' : good ? 'met' : 'missed';
  return html`<li><b class="${judged}">${figure}</b> ${of}</li>`;
}

/** What somebody needs who wants to have the same run again, or to doubt it. */
function factsOf(record: RunRecord): string {
  const { scenario, seed, lasted_s, started_at, cpu_s, asked_now_and_then } = record;
  const facts = [
    `${started_at.slice(0, 16).replace('T', ' ')} UTC`,
    `seed ${seed}`,
    scenario.time_compression === 1
      ? 'real time'
      : `durations ${readable(scenario.time_compression)} times shorter than people’s`,
    `${readable(usersOf(scenario))} users planned`,
    `lasted ${readable(Math.round(lasted_s))} s`,
    `CPU ${Object.entries(cpu_s)
      .map(([name, seconds]) => `${name} ${readable(Number(seconds.toFixed(1)))} s`)
      .join(', ')}`,
  ];
  if (asked_now_and_then !== undefined && asked_now_and_then > 0) {
    facts.push(`${readable(asked_now_and_then)} asked now and then, for want of a connection to wait on`);
  }
  return facts.join(' · ');
}
