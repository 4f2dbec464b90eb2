import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openHttpClient } from '../../src/client/index.ts';
import { type NatsServer, startNatsServer } from '../support/nats-server.ts';
import { type Service, startService } from '../support/service.ts';
import { findShows, importSmallCatalogue } from '../support/small-catalogue.ts';

const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

interface Stage {
  folder: string;
  nats: NatsServer;
  service: Service;
  shows: string[];
}

/** What is shown to frontends works, against a box office as it is started by its users. */
const examples = suite<Stage>('examples');

/** Each is run by one of the tests below. */
const tried = new Set<string>();

examples.before(async (stage) => {
  stage.folder = mkdtempSync(join(tmpdir(), 'boxoffice-examples-'));
  await importSmallCatalogue(stage.folder, { shows: 3, rows: 3, seats_per_row: 10 });
  stage.nats = await startNatsServer();
  stage.service = await startService({
    data_folder: stage.folder,
    command: ['start', '--nats', stage.nats.url],
  });
  stage.shows = await findShows(stage.service.url);
});
examples.after(async ({ folder, nats, service }) => {
  await service.stop('SIGKILL');
  await nats.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Program {
  readonly process: ChildProcess;
  /** Resolves once it has printed something that fits. */
  printed(pattern: RegExp): Promise<void>;
  /** Resolves with all that it printed once it has ended well. */
  ended(): Promise<string>;
}

function run({ service, nats }: Stage, name: string, ...parameters: string[]): Program {
  tried.add(name);
  const child = spawn(process.execPath, [join('examples', name), ...parameters], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, BOXOFFICE_URL: service.url, NATS_URL: nats.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let look = (): void => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      look();
    });
  }
  const closed = once(child, 'close');
  return {
    process: child,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        look = () => {
          if (pattern.test(output)) resolve();
        };
        look();
        void closed.then(() => reject(new Error(`${name} never printed ${pattern}, but:\n${output}`)));
      }),
    async ended() {
      const [code] = await closed;
      assert.is(code, 0, `${name}:\n${output}`);
      return output;
    },
  };
}

examples('buy two seats over HTTP, of a show that it finds itself', async (stage) => {
  const output = await run(stage, 'buy-two-seats.js').ended();
  assert.match(output, /The Contrabulous Fabtraption, .*Springfield\n/);
  assert.match(output, /^(\S+ and \S+) are reserved until .*\n\1 are booked for 29.98 USD$/m);
});

examples('buy two seats over NATS', async (stage) => {
  const output = await run(stage, 'buy-two-seats-over-nats.js', stage.shows[0] ?? '').ended();
  assert.match(output, /^(\S+ and \S+) are reserved until .*\n\1 are booked$/m);
});

examples('wait in the queue', async (stage) => {
  const output = await run(stage, 'wait-in-the-queue.js', stage.shows[1] ?? '').ended();
  assert.match(output, /^3 others hold all free seats\nwaiting in place 1\n/m);
  assert.match(output, /^served: \S+ and \S+$/m);
});

examples('NATS without the library', async (stage) => {
  const output = await run(stage, 'raw-nats.js', stage.shows[0] ?? '').ended();
  assert.match(
    output,
    /^(\S+) is reserved until .*\n409 retry: The seats are not free now.*\n\1 is booked$/m,
  );
});

examples('watch seats, and listen to everything, until Ctrl-C', async (stage) => {
  const [, , show_id = ''] = stage.shows;
  const watching = run(stage, 'watch-seats.js', show_id);
  const listening = run(stage, 'listen.js');
  await watching.printed(/A \.{10}\nB \.{10}\nC \.{10}\nversion 0: 30 seats have changed/);
  await listening.printed(/listening/);

  const client = openHttpClient({ url: stage.service.url });
  await client.session().reserve(show_id, { seats: ['B-2', 'B-3'] });
  await watching.printed(/B \.oo\.{7}\n.*\nversion \d+: 2 seats have changed/);
  await listening.printed(new RegExp(`${show_id} version \\d+: .*\\(B-2 reserved, B-3 reserved\\)`));
  await client.close();

  for (const program of [watching, listening]) {
    program.process.kill('SIGINT');
    await program.ended();
  }
});

examples('each example is tried, and named by the README', () => {
  const programs = readdirSync(join(ROOT, 'examples')).filter((name) => name.endsWith('.js'));
  const shared = ['some-show.js'];
  assert.equal([...tried, ...shared].sort(), programs.sort());
  const readme = readFileSync(join(ROOT, 'examples', 'README.md'), 'utf8');
  for (const name of tried) assert.ok(readme.includes(`node examples/${name}`), name);
});

examples('their types fit what the library declares', async () => {
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const child = spawn(process.execPath, [compiler, '-p', 'examples'], { cwd: ROOT, stdio: 'pipe' });
  const output = child.stdout.setEncoding('utf8').toArray();
  const [code] = await once(child, 'close');
  assert.is(code, 0, (await output).join(''));
});

examples.run();
