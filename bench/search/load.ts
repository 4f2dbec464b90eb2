import { setTimeout as sleep } from 'node:timers/promises';
import { drawId } from '../../src/ids.ts';
import { startCpuMeter } from '../machine/cpu-meter.ts';
import { startProcessMeter } from '../machine/process-cpu.ts';
import { openHttpConnection } from '../nats/clients/http-connection.ts';
import { type Latency, latencyRecorder } from '../report/latency.ts';

export interface Load {
  readonly url: string;
  /** Whose CPU time is counted. */
  readonly server_pid: number;
  readonly connections: number;
  readonly warmup_ms: number;
  readonly measure_ms: number;
  /** The path of the next request. */
  readonly drawPath: () => string;
  /** Null: nothing is sold meanwhile. */
  readonly sales: Sales | null;
}

interface Sales {
  readonly seats_per_second: number;
  readonly show_ids: readonly string[];
}

export interface Outcome {
  readonly requests_per_second: number;
  /** Requests and sales that were told to come back later, because the service had too much to do. */
  readonly refused: number;
  readonly latency: Latency;
  readonly seats_per_second: number;
  readonly sale: Latency;
  /** CPU microseconds of the server for each request, sales included. */
  readonly cpu_us: number;
  readonly busy_cores: number | null;
}

const SELLERS = 32;
/** 2.4 on average. */
const SEATS_A_BOOKING = [2, 3, 2, 3, 2];

/** Asks on each connection again as soon as it is answered, and sells seats at an even pace beside that. */
export async function runLoad(load: Load): Promise<Outcome> {
  const { url, connections, warmup_ms, measure_ms, drawPath, sales, server_pid } = load;
  const { hostname, port, host } = new URL(url);
  const from = performance.now() + warmup_ms;
  const until = from + measure_ms;
  const isMeasured = (now: number): boolean => now >= from && now < until;
  const open = () => openHttpConnection(hostname, Number(port));

  const latencies = latencyRecorder();
  let answered = 0;
  let refused = 0;
  const ask = async (): Promise<void> => {
    const connection = await open();
    for (let now = performance.now(); now < until; ) {
      const start = now;
      const is_refused = await refusedBy(
        connection.send(`GET ${drawPath()} HTTP/1.1\r\nHost: ${host}\r\n\r\n`),
      );
      now = performance.now();
      if (!isMeasured(now)) continue;
      if (is_refused) {
        refused += 1;
        continue;
      }
      answered += 1;
      latencies.record(now - start);
    }
    connection.close();
  };

  const sale_latencies = latencyRecorder();
  let seats_sold = 0;
  const sell = async ({ seats_per_second, show_ids }: Sales, seller: number): Promise<void> => {
    const connection = await open();
    let due = performance.now() + seller;
    for (let booking = seller; due < until; booking += 1) {
      const count = SEATS_A_BOOKING[booking % SEATS_A_BOOKING.length] ?? 0;
      await sleep(Math.max(0, due - performance.now()));
      const show_id = show_ids[Math.floor(Math.random() * show_ids.length)] ?? '';
      const body = JSON.stringify({ session_id: drawId(), count });
      const is_refused = await refusedBy(
        connection.send(
          `POST /v1/shows/${show_id}/bookings HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
        ),
      );
      if (is_refused) refused += 1;
      const now = performance.now();
      if (!is_refused && isMeasured(now)) {
        seats_sold += count;
        // From when it was due: who is late because of the one before was made to wait, too.
        sale_latencies.record(now - due);
      }
      due += (count * SELLERS * 1_000) / seats_per_second;
    }
    connection.close();
  };

  const metered = meter(server_pid, from, until);
  await Promise.all([
    ...Array.from({ length: connections }, ask),
    ...(sales === null ? [] : Array.from({ length: SELLERS }, (_, seller) => sell(sales, seller))),
  ]);
  const { cpu_us, busy_cores } = await metered;
  const seconds = measure_ms / 1_000;
  return {
    requests_per_second: answered / seconds,
    refused,
    latency: latencies.latency(),
    seats_per_second: seats_sold / seconds,
    sale: sale_latencies.latency(),
    cpu_us: cpu_us / answered,
    busy_cores,
  };
}

/** Whether the service had too much to do; whatever else is wrong is thrown. */
async function refusedBy(answer: Promise<string>): Promise<boolean> {
  try {
    await answer;
    return false;
  } catch (error) {
    if (error instanceof Error && error.message.includes('"code":"overloaded"')) return true;
    throw error;
  }
}

async function meter(pid: number, from: number, until: number) {
  await sleep(from - performance.now());
  const readCpu = startProcessMeter({ server: pid });
  const readCores = startCpuMeter();
  await sleep(until - performance.now());
  return { cpu_us: readCpu().server ?? 0, busy_cores: readCores() };
}
