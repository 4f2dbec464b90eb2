import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readSources, type Source } from './sources.ts';

const files = suite('files');
const sources = readSources();

const LONG_LINES = 200;
const LONGEST_LINES = 400;
const LONG_SHARE = 0.1;

const lines = (source: Source): number => source.text.split('\n').length - 1;

files('every test file runs its suites', () => {
  const tests = sources.filter((source) => source.path.endsWith('.test.ts'));
  assert.ok(tests.length > 10);
  const forgetful = tests.filter((source) => {
    const suites = [...source.text.matchAll(/^(?:export )?const (\w+) = suite(?:<.*>)?\(/gm)].map(
      (match) => match[1],
    );
    return suites.length === 0 || suites.some((name) => !source.text.includes(`\n${name}.run();`));
  });
  assert.equal(
    forgetful.map((source) => source.path),
    [],
  );
});

files('no test is skipped or run alone', () => {
  const partial = sources.filter(
    (source) => source.path.endsWith('.test.ts') && /^\w+\.(skip|only)\(/m.test(source.text),
  );
  assert.equal(
    partial.map((source) => source.path),
    [],
  );
});

files('most files are short, and none is very long', () => {
  const long = sources.filter((source) => lines(source) > LONG_LINES);
  const list = long.map((source) => `${source.path}: ${lines(source)}`).join('\n');
  assert.ok(
    long.length <= sources.length * LONG_SHARE,
    `too many files of more than ${LONG_LINES} lines:\n${list}`,
  );
  assert.equal(
    sources.filter((source) => lines(source) > LONGEST_LINES).map((source) => source.path),
    [],
  );
});

files('no function, constant or class is exported that nobody imports', () => {
  const wanted = new Set(
    sources.flatMap((source) =>
      source.imports.flatMap((each) => each.names.map((name) => `${each.from} ${name}`)),
    ),
  );
  const unused = sources
    .filter((source) => !wanted.has(`${source.path} *`))
    .flatMap((source) =>
      [...source.text.matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm)]
        .map((match) => match[1] ?? '')
        .filter((name) => !wanted.has(`${source.path} ${name}`))
        .map((name) => `${source.path}: ${name}`),
    );
  assert.equal(unused, []);
});

files.run();
