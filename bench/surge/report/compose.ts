import type { RunRecord } from '../record.ts';
import { contestExpectations, queueExpectations } from './expectations.ts';
import { drawFigure } from './figure.ts';
import type { Contest, QueueSection, Report, ScenarioSection } from './page.ts';
import { latencyByThroughput } from './pictures/latency-by-throughput.ts';
import { queueCost } from './pictures/queue-cost.ts';
import { queueMemory } from './pictures/queue-memory.ts';
import { throughput } from './pictures/throughput.ts';
import type { QueuePoint } from './queue-point.ts';
import { prepareRun } from './run-section.ts';

/** Draws and judges all that was recorded; scenarios in the order in which they were first run. */
export async function composeReport(
  machine: readonly string[],
  records: readonly RunRecord[],
  queue: readonly QueuePoint[],
): Promise<Report> {
  return {
    machine,
    scenarios: await prepareScenarios(records),
    queue: queue.length === 0 ? null : await prepareQueue(queue),
  };
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
      runs: await Promise.all(runs.map((run, index) => prepareRun(run, nthOf(runs, index)))),
      contest:
        new Set(runs.map(({ contestant }) => contestant)).size < 2 ? null : await prepareContest(name, runs),
    })),
  );
}

/** How many of the runs up to this one are of its contestant. */
function nthOf(runs: readonly RunRecord[], index: number): number {
  return runs.slice(0, index + 1).filter(({ contestant }) => contestant === runs[index]?.contestant).length;
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
