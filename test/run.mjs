/**
 * `npm test [-- PATTERN]`: makes the clone ready, lints, runs every test file (or those whose path contains PATTERN)
 * as a process of its own, and ends with one line: `N passed, N failed`.
 */
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from '../src/setup/prepare.mjs';
import { SetupError, say } from '../src/setup/steps.mjs';
import { ensureCommands } from '../src/setup/system.mjs';
import { endAll, runProcess } from './run-process.mjs';

/** One more than there are cores at least: some files mostly wait, for something to come back or to run out. */
const FILES_AT_ONCE = Math.max(3, availableParallelism());

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @typedef {{ name: string, passed: number, failed: number, output: string, trouble: string | null, seconds: number }} Result */

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    endAll();
    process.exit(1);
  });
}
try {
  process.exitCode = (await main(process.argv[2] ?? '')) === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}

/** Gives the number of failures. */
async function main(pattern) {
  prepare(root);
  ensureCommands('for the tests', {
    chromium: 'chromium',
    'nats-server': 'nats-server',
    openssl: 'openssl',
    'redis-server': 'redis-server',
    strace: 'strace',
  });
  const files = testFiles(pattern);
  if (files.length === 0) throw new SetupError(`no test file's path contains '${pattern}'`);

  const results = await runAll([
    ...(pattern === '' ? [lint] : []),
    ...files.map((file) => () => runFile(file)),
  ]);
  for (const result of results.filter((each) => each.failed > 0)) console.log(`FAILED ${result.name}`);
  const sum = (of) => results.reduce((total, result) => total + of(result), 0);
  const failed = sum((result) => result.failed);
  console.log(`${sum((result) => result.passed)} passed, ${failed} failed`);
  return failed;
}

function testFiles(pattern) {
  return readdirSync(join(root, 'dist', 'test'), { recursive: true })
    .filter((name) => name.endsWith('.test.js'))
    .map((name) => join('dist', 'test', name))
    .filter((name) => name.includes(pattern))
    .sort();
}

/** Runs the checks, a few at once, and reports each as it ends. @returns {Promise<Result[]>} */
async function runAll(checks) {
  const results = [];
  const left = checks.values();
  const work = async () => {
    for (const check of left) {
      const result = await check();
      results.push(result);
      report(result);
    }
  };
  await Promise.all(Array.from({ length: FILES_AT_ONCE }, work));
  return results;
}

/** @param {Result} result */
function report({ name, passed, failed, output, trouble, seconds }) {
  const counts = failed === 0 ? `${passed} passed` : `${passed} passed, ${failed} FAILED`;
  console.log(`${failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${counts} (${seconds.toFixed(1)} s)`);
  if (failed > 0) console.log(`${output.trimEnd()}\n  ${trouble}`);
}

/** @returns {Promise<Result>} */
async function lint() {
  const biome = join('node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const { output, trouble, seconds } = await runProcess(root, [biome, 'check', '--colors=off', '.']);
  const failed = trouble === null ? 0 : 1;
  return { name: 'biome check', passed: 1 - failed, failed, output, trouble, seconds };
}

/** @returns {Promise<Result>} */
async function runFile(name) {
  const {
    output,
    trouble: ending,
    seconds,
  } = await runProcess(root, ['--enable-source-maps', ...seeded(), name]);
  const counts = {
    total: count(output, 'Total'),
    passed: count(output, 'Passed'),
    skipped: count(output, 'Skipped'),
  };
  const trouble = ending ?? troubleWith(counts);
  // A file that fails otherwise than by a test (it crashed, hung, or ran none) is one failure more.
  const failed = trouble === null ? 0 : Math.max(1, counts.total - counts.passed);
  return { name, passed: counts.passed, failed, output, trouble, seconds };
}

/** `FC_SEED=…` repeats a property that failed: fast-check prints its seed. */
function seeded() {
  return process.env.FC_SEED === undefined ? [] : ['--import', './test/seed.mjs'];
}

/** A number of the summary that uvu prints at the end of a file. */
function count(output, label) {
  const matches = [...output.matchAll(new RegExp(`^ *${label}: +(\\d+) *$`, 'gm'))];
  return matches.reduce((sum, match) => sum + Number(match[1]), 0);
}

function troubleWith({ total, passed, skipped }) {
  if (total === 0) return 'it ran no test: is a run() missing at its end?';
  if (skipped > 0) return `it skipped ${skipped} of its tests`;
  return passed === total ? null : `${total - passed} of its ${total} tests did not pass`;
}
