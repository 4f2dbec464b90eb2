import { runClosedLoop } from '../closed-loop.ts';
import { startCpuMeter } from '../machine/cpu-meter.ts';
import { startProcessMeter } from '../machine/process-cpu.ts';
import { type Customer, makeCustomers, type Till } from './clients/customer.ts';
import { openHttpTill } from './clients/http.ts';
import { openInboxTill, openRequestTill } from './clients/nats.ts';
import { openRedisTill } from './clients/redis.ts';
import type { ClientTask, Outcome, Way } from './contestant.ts';

const OPERATIONS_A_CYCLE = 2;

/** One client process's work: asks for as long as it is told, and says how that went. */
export async function runClient(task: ClientTask): Promise<Outcome> {
  const till = await openTill(task.way, task.entrance.url, makeCustomers(task.in_flight));
  try {
    return await askFor(task, till);
  } finally {
    await till.close();
  }
}

async function askFor(task: ClientTask, till: Till): Promise<Outcome> {
  const { entrance, in_flight, warmup_ms, measure_ms } = task;
  const pids = { client: process.pid, ...task.servers };
  const outcome = await runClosedLoop({
    clients: in_flight,
    warmup_ms,
    measure_ms,
    reserve: async (customer) => {
      const show_id = anyOf(entrance.shows);
      const booking_id = await till.reserve(customer, show_id);
      return () => till.release(customer, show_id, booking_id);
    },
    startMeter: () => {
      const readProcesses = startProcessMeter(pids);
      const readMachine = startCpuMeter();
      return () => ({ cpu_us: readProcesses(), busy_cores: readMachine() });
    },
  });
  const { cycles_per_second, acknowledged, request, metered } = outcome;
  const operations_per_second = cycles_per_second * OPERATIONS_A_CYCLE;
  const operations = operations_per_second * (measure_ms / 1_000);
  return {
    operations_per_second,
    cycles_acknowledged: acknowledged,
    operation: request,
    cpu_us: Object.fromEntries(Object.entries(metered.cpu_us).map(([name, cpu]) => [name, cpu / operations])),
    busy_cores: metered.busy_cores,
  };
}

function openTill(way: Way, url: string, customers: readonly Customer[]): Promise<Till> {
  switch (way) {
    case 'request':
      return openRequestTill(url, customers);
    case 'inbox':
      return openInboxTill(url, customers);
    case 'redis':
      return openRedisTill(url, customers);
    case 'http':
      return openHttpTill(url, customers);
  }
}

function anyOf(shows: readonly string[]): string {
  const show_id = shows[Math.floor(Math.random() * shows.length)];
  if (show_id === undefined) throw new RangeError('There is no show');
  return show_id;
}
