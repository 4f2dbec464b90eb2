import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printProgress } from '../../command-line.ts';
import { describeMachine, machineLines } from '../../machine/description.ts';
import type { RunRecord } from '../record.ts';
import { contestExpectations, queueExpectations } from './expectations.ts';
import { drawFigure } from './figure.ts';
import { writeImages } from './images.ts';
import { type Contest, pageHtml, type QueueSection, type Report, type ScenarioSection } from './page.ts';
import { latencyByThroughput } from './pictures/latency-by-throughput.ts';
import { queueCost } from './pictures/queue-cost.ts';
import { queueMemory } from './pictures/queue-memory.ts';
import { throughput } from './pictures/throughput.ts';
import type { QueuePoint } from './queue-point.ts';
import { prepareRun } from './run-section.ts';

const PAGE = 'surge.html';

/**
 * Writes what happened as one page that needs nothing else, and each of its pictures as a PNG; gives the files. Makes the
 * folder where it is not there. Without Chromium the page is written alone.
 */
export async function writeReport(
  folder: string,
  records: readonly RunRecord[],
  queue: readonly QueuePoint[],
): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const report: Report = {
    machine: machineLines(describeMachine(folder)),
    scenarios: await prepareScenarios(records),
    queue: queue.length === 0 ? null : await prepareQueue(queue),
  };
  const page = join(folder, PAGE);
  writeFileSync(page, pageHtml(report));
  const images = await writeImages(folder, figuresOf(report));
  if (images === null)
    printProgress('There is no Chromium here: the report is written without PNGs of its pictures');
  return [page, ...(images ?? [])];
}

function figuresOf({ scenarios, queue }: Report) {
  return [
    ...scenarios.flatMap(({ contest, runs }) => [
      ...(contest?.figures ?? []),
      ...runs.flatMap(({ figures }) => figures),
    ]),
    ...(queue?.figures ?? []),
  ];
}

async function prepareScenarios(records: readonly RunRecord[]): Promise<ScenarioSection[]> {
  const by_scenario = new Map<string, RunRecord[]>();
  for (const record of records) {
    const { name } = record.scenario;
    by_scenario.set(name, [...(by_scenario.get(name) ?? []), record]);
  }
  return Promise.all(
    Array.from(by_scenario, async ([name, runs]) => ({
      name,
      tells: runs[0]?.scenario.tells ?? '',
      runs: await Promise.all(runs.map(prepareRun)),
      contest: runs.length < 2 ? null : await prepareContest(name, runs),
    })),
  );
}

async function prepareContest(name: string, runs: readonly RunRecord[]): Promise<Contest> {
  const pictures = [throughput(runs), latencyByThroughput(runs)];
  return {
    figures: await Promise.all(pictures.map((picture) => drawFigure(picture, `${name}, side by side`))),
    judgements: contestExpectations(runs),
  };
}

async function prepareQueue(points: readonly QueuePoint[]): Promise<QueueSection> {
  const pictures = [queueCost(points), queueMemory(points)];
  return {
    figures: await Promise.all(pictures.map((picture) => drawFigure(picture, 'queue'))),
    judgements: queueExpectations(points),
  };
}
