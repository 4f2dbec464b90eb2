import { createServer, type Server, type ServerResponse } from 'node:http';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runCrowd } from '../../../bench/surge/crowd/crowd.ts';
import type { Course, Task } from '../../../bench/surge/crowd/task.ts';
import type { Scenario } from '../../../bench/surge/scenario.ts';
import { freePort } from '../../support/free-port.ts';

const crowd = suite('bench surge crowd');

const SCENARIO: Scenario = {
  name: 'test',
  tells: '',
  shows: 1,
  zipf_exponent: 0,
  phases: [{ name: 'all', lasts_s: 1, users: 40 }],
  time_compression: 300,
  quiet_users_per_second: 0,
};

/** Lets forty users come within a second to a server that answers everything as told. */
async function comeTo(answer: (response: ServerResponse) => void, scenario = SCENARIO): Promise<Course> {
  const server: Server = createServer((_request, response) => answer(response));
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const task: Task = {
    url: `http://127.0.0.1:${port}`,
    shows: ['the-show'],
    listing: '/listing',
    scenario,
    seed: 7,
    durations: { reservation_s: 1, reservation_buffer_s: 0, waiting_s: 12, payment_s: 1 },
  };
  try {
    return await runCrowd(task, { began: () => {}, progress: () => {} });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function problem(status: number, code: string, headers: Record<string, string> = {}) {
  return (response: ServerResponse): void => {
    const body = JSON.stringify({ code });
    response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
  };
}

crowd('users who are refused come again as told, and are turned away in the end', async () => {
  const course = await comeTo(problem(503, 'overloaded', { 'retry-after': '0' }));
  assert.is(course.ends.turned_away, 40);
  const [phase] = course.phases;
  assert.is(phase?.accepted.count, 0);
  const refused = course.intervals.reduce((sum, interval) => sum + interval.refused, 0);
  assert.is(refused, 40 * 8);
  assert.equal(
    course.verdicts.flatMap(({ faults }) => faults),
    [],
  );
});

crowd(
  'users who are told nothing that they can use have no answer, and that is a broken promise',
  async () => {
    const course = await comeTo(problem(422, 'invalid_request'));
    assert.is(course.ends.no_answer, 40);
    const broken = course.verdicts.filter(({ faults }) => faults.length > 0);
    assert.equal(
      broken.map(({ promise }) => promise),
      ['everybody told how it ended'],
    );
    assert.match(broken[0]?.faults[0] ?? '', /listing: 422/);
  },
);

crowd('a server that breaks connections off gives no answer', async () => {
  const scenario = { ...SCENARIO, phases: [{ name: 'all', lasts_s: 0.2, users: 3 }] };
  const course = await comeTo((response) => response.socket?.destroy(), scenario);
  assert.is(course.ends.no_answer, 3);
  assert.is(
    course.intervals.reduce((sum, interval) => sum + interval.failed, 0),
    3 * 4,
  );
});

crowd(
  'a slow server does not slow the arrivals, and its slowness is counted from when requests were due',
  async () => {
    const DELAY_MS = 700;
    const full = JSON.stringify({ version: 1, seats: [{ seat_id: 'A-1', status: 'booked' }] });
    const course = await comeTo((response) => {
      setTimeout(() => response.setHeader('content-length', full.length).end(full), DELAY_MS);
    });
    assert.is(course.ends.show_full, 40);
    const arrived_in_time = course.intervals
      .filter(({ at_s }) => at_s < 1)
      .reduce((sum, interval) => sum + interval.arrivals, 0);
    assert.is(arrived_in_time, 40);
    for (const { kind, latency } of course.latencies) {
      if (kind !== 'listing' && kind !== 'seat_map') continue;
      assert.is(latency.count, 40, kind);
      assert.ok(latency.p50 >= DELAY_MS, kind);
    }
  },
);

crowd.run();
