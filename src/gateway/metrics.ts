import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { EngineStatistics } from '../../actors/engine/contract.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { PaymentFigures } from '../payments/figures.ts';
import type { AdmissionFigures } from './admission/contract.ts';

export interface Measured {
  readonly catalogue: Catalogue;
  readonly streamCount: () => number;
  /** Milliseconds. */
  readonly loopDelay: () => number;
}

const DURATION_BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30, 60];

/** They walk all that is open: with 17,000 connections every scrape would hold up the sale for 40 ms. */
const DEAR_METRICS = [
  'process_open_fds',
  ...['handles', 'requests', 'resources'].flatMap((what) => [
    `nodejs_active_${what}`,
    `nodejs_active_${what}_total`,
  ]),
];

/** What `/metrics` tells, in the words of Prometheus. */
export function createMetrics(measured: Measured): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of DEAR_METRICS) registry.removeSingleMetric(name);

  const gauge = gaugesOf(registry);
  gauge(
    'boxoffice_loop_delay_seconds',
    'By how much the event loop was late, of late',
    () => measured.loopDelay() / 1_000,
  );
  gauge('boxoffice_streams_open', 'Open streams of seat changes', measured.streamCount);
  measureCatalogue(registry, measured.catalogue);
  return registry;
}

function gaugesOf(registry: Registry) {
  return (name: string, help: string, read: () => number): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  };
}

export interface Crowd {
  readonly admissionFigures: () => AdmissionFigures;
  readonly connectionCount: () => number;
  /** Long polls that wait for news. */
  readonly pollCount: () => number;
}

/** Adds how many are here, and how many are sent away. */
export function measureCrowd(registry: Registry, crowd: Crowd): void {
  const gauge = gaugesOf(registry);
  gauge('boxoffice_connections_open', 'Open HTTP connections', crowd.connectionCount);
  gauge('boxoffice_polls_waiting', 'Long polls that wait for news', crowd.pollCount);
  const byClass = (
    name: string,
    help: string,
    read: (figures: AdmissionFigures) => Readonly<Record<string, number>>,
  ): void => {
    new Gauge({
      name,
      help,
      labelNames: ['class'],
      registers: [registry],
      collect() {
        for (const [admission_class, value] of Object.entries(read(crowd.admissionFigures())))
          this.set({ class: admission_class }, value);
      },
    });
  };
  byClass(
    'boxoffice_refused_total',
    'Requests refused for too much load since the start, by what is shed first',
    ({ refused_total }) => refused_total,
  );
  byClass(
    'boxoffice_shedding',
    '1 while requests of the class are refused for too much load',
    ({ is_shed }) => mapValues(is_shed, Number),
  );
}

function mapValues<Value>(record: Readonly<Record<string, Value>>, map: (value: Value) => number) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

/** Adds what can be told where the shows live in this process. */
export function measureEngine(registry: Registry, statistics: () => EngineStatistics): void {
  const gauge = gaugesOf(registry);
  gauge('boxoffice_shows_awake', 'Shows whose actors are in memory', () => statistics().shows_awake);
  gauge(
    'boxoffice_commands_pending',
    'Commands asked and not answered yet',
    () => statistics().commands_pending,
  );
  gauge('boxoffice_commands_total', 'Commands asked since the start', () => statistics().commands_total);
  gauge('boxoffice_commits_total', 'Commits of the log since the start', () => statistics().commits_total);
  gauge('boxoffice_steps_total', 'Steps made durable since the start', () => statistics().steps_total);
  gauge('boxoffice_crashes_total', 'Show actors that died since the start', () => statistics().crashes_total);
  gauge(
    'boxoffice_payments_captured_total',
    'Payments whose capture was made durable since the start',
    () => statistics().payments_captured_total,
  );
  gauge(
    'boxoffice_payments_refunded_total',
    'Payments whose refund was made durable since the start',
    () => statistics().payments_refunded_total,
  );
  gauge('boxoffice_log_available', '1 while the log takes appends', () => Number(statistics().log_available));
}

/** Adds what can be told where payments are carried out in this process. */
export function measurePayments(registry: Registry, figures: PaymentFigures): void {
  for (const metric of figures.metrics) registry.registerMetric(metric);
}

function measureCatalogue(registry: Registry, catalogue: Catalogue): void {
  new Gauge({
    name: 'boxoffice_catalogue_size',
    help: 'Records in the catalogue',
    labelNames: ['of'],
    registers: [registry],
    collect() {
      for (const [of, count] of Object.entries(catalogue.counts())) this.set({ of }, count);
    },
  });
}

/** Times each request by its route, so that no id and nothing that a client made up becomes a label. */
export function timeRequests(app: FastifyInstance, registry: Registry): void {
  const durations = new Histogram({
    name: 'boxoffice_http_request_duration_seconds',
    help: 'From the request line to the end of the answer; long polls take as long as they wait',
    labelNames: ['method', 'route', 'status'],
    buckets: DURATION_BUCKETS_S,
    registers: [registry],
  });
  // Finding what belongs to a set of labels takes longer than all the rest; there are only so many sets.
  const of_labels = new Map<string, Histogram.Internal<string>>();
  app.addHook('onResponse', ({ method, routeOptions: { url = 'unknown' } }, reply, done) => {
    const labels = `${method} ${url} ${reply.statusCode}`;
    const known = of_labels.get(labels) ?? durations.labels(method, url, String(reply.statusCode));
    of_labels.set(labels, known);
    known.observe(reply.elapsedTime / 1_000);
    done();
  });
}
