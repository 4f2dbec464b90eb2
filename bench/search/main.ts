import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { print, printProgress, wholeNumber, withFolder } from '../command-line.ts';
import { printMachine } from '../machine/print.ts';
import { startAllInOne } from '../nats/servers/boxoffice.ts';
import { freePort, killServers, startNode } from '../nats/servers/process.ts';
import { buildCatalogue } from './catalogue.ts';
import { type Growth, measureGrowth } from './growth.ts';
import { type Load, type Outcome, runLoad } from './load.ts';
import { type Mix, mixOf } from './mix.ts';
import { expectationTable, growthTable, loadTable, type Runs } from './report.ts';

const USAGE = `Searches and listings over HTTP while seats are sold, and how searches grow with the catalogue.

  --rounds N     how often everything runs over HTTP (default 3)
  --seconds N    how long one run is measured (default 5)
  --sizes LIST   percent of the reference size, for the growth (default 1,100,400)
  --size N       percent of the reference size, over HTTP (default 100)
  --seats N      seats sold a second meanwhile (default 1000)
  --folder DIR   where to write, on the disk to be measured (default: the system's folder for temporary files)
`;

/** Our process has far more code to compile than a bare route; what counts is how it runs all day. */
const WARMUP_MS = 8_000;
const CONNECTIONS = 16;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    sizes: { type: 'string', default: '1,100,400' },
    size: { type: 'string', default: '100' },
    seats: { type: 'string', default: '1000' },
    folder: { type: 'string', default: tmpdir() },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  print(USAGE);
} else {
  const rounds = wholeNumber('rounds', values.rounds);
  const measure_ms = wholeNumber('seconds', values.seconds) * 1_000;
  const seats_per_second = wholeNumber('seats', values.seats);
  const size = wholeNumber('size', values.size);
  const sizes = values.sizes.split(',').map((percent) => wholeNumber('sizes', percent));
  await withFolder(values.folder, async (folder, onLeave) => {
    onLeave(killServers);
    await printMachine(folder);
    const growths = new Map<number, Growth>();
    for (const percent of sizes) {
      const data_folder = catalogueAt(folder, `growth-${percent}`, percent);
      growths.set(percent, await measureGrowth(data_folder, mixOf(data_folder, Math.random)));
      printProgress(`growth at ${percent} % of the reference size measured`);
    }
    print(`\n${growthTable(growths)}`);

    const data_folder = catalogueAt(folder, 'http', size);
    const runs = await runOverHttp(data_folder, { rounds, measure_ms, seats_per_second });
    print(`\n${loadTable(Object.values(runs))}`);
    print(`\n${expectationTable(growths, runs.searches, runs.listings, runs.bare)}`);
  });
}

function catalogueAt(folder: string, name: string, percent: number): string {
  const data_folder = join(folder, name);
  mkdirSync(data_folder);
  printProgress(`building a catalogue of ${percent} % of the reference size`);
  buildCatalogue(data_folder, percent);
  return data_folder;
}

interface Effort {
  readonly rounds: number;
  readonly measure_ms: number;
  readonly seats_per_second: number;
}

/** Everybody in turn, round by round; one service for all rounds, since seats that are sold stay sold. */
async function runOverHttp(data_folder: string, { rounds, measure_ms, seats_per_second }: Effort) {
  const mix = mixOf(data_folder, Math.random);
  const service = await startAllInOne(data_folder);
  const listing = mix.drawListing();
  const bare = await startBareFastify(data_folder, await (await fetch(`${service.url}${listing}`)).text());
  const own = { url: service.url, server_pid: service.process.pid };
  const sales = { seats_per_second, show_ids: mix.show_ids };
  const loads = {
    searches: { ...own, sales, drawPath: () => searchPath(mix) },
    searches_alone: { ...own, sales: null, drawPath: () => searchPath(mix) },
    listings: { ...own, sales: null, drawPath: () => listing },
    many_listings: { ...own, sales, drawPath: mix.drawListing },
    bare: { ...bare, sales: null, drawPath: () => listing },
  };
  const names = {
    searches: 'searches, while seats are sold',
    searches_alone: 'searches, nothing is sold',
    listings: 'a listing that is kept',
    many_listings: 'listings by Zipf, while seats are sold',
    bare: 'bare Fastify route, same bytes',
  };
  const outcomes: Record<keyof typeof loads, Outcome[]> = {
    searches: [],
    searches_alone: [],
    listings: [],
    many_listings: [],
    bare: [],
  };
  const run = async (of: keyof typeof loads): Promise<void> => {
    const load: Load = { connections: CONNECTIONS, warmup_ms: WARMUP_MS, measure_ms, ...loads[of] };
    outcomes[of].push(await runLoad(load));
  };
  for (let round = 1; round <= rounds; round += 1) {
    await run('searches');
    await run('searches_alone');
    await run('listings');
    await run('many_listings');
    await run('bare');
    printProgress(`round ${round} of ${rounds} over HTTP done`);
  }
  await service.process.stop();
  await bare.stop();
  const runsOf = (of: keyof typeof loads): Runs => ({ name: names[of], outcomes: outcomes[of] });
  return {
    searches: runsOf('searches'),
    searches_alone: runsOf('searches_alone'),
    listings: runsOf('listings'),
    many_listings: runsOf('many_listings'),
    bare: runsOf('bare'),
  };
}

function searchPath(mix: Mix): string {
  return `/v1/search?${new URLSearchParams(mix.draw())}`;
}

/** A route that answers the same bytes. */
async function startBareFastify(folder: string, answer: string) {
  const port = await freePort();
  const file = join(folder, 'answer.json');
  writeFileSync(file, answer);
  const program = fileURLToPath(new URL('bare-fastify.js', import.meta.url));
  const process_ = await startNode(program, [String(port), file]);
  return { url: `http://127.0.0.1:${port}`, server_pid: process_.pid, stop: process_.stop };
}
