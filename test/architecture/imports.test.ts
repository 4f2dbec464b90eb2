import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readSources, type Source } from './sources.ts';

const imports = suite('imports');
const sources = readSources();

/** The imports of the files below one path that the rule does not allow, as readable lines. */
function breaches(below: string, isAllowed: (from: string, source: Source) => boolean): string[] {
  return sources
    .filter((source) => source.path.startsWith(below))
    .flatMap((source) =>
      source.imports
        .filter((each) => !isAllowed(each.from, source))
        .map((each) => `${source.path} → ${each.from}`),
    );
}

const isOwnFile = (from: string): boolean => /^(actors|persistence|src|bench|test)\//.test(from);
const isUnder = (from: string, ...folders: string[]): boolean =>
  folders.some((folder) => from.startsWith(folder));

imports('the sources are found, with their imports', () => {
  assert.ok(sources.length > 50);
  assert.ok(sources.some((source) => source.imports.some((each) => each.from === 'actors/limits.ts')));
});

imports('persistence knows no rule and no protocol', () => {
  assert.equal(
    breaches('persistence/', (from) => !isOwnFile(from) || isUnder(from, 'persistence/')),
    [],
  );
});

/** How ids and numbers are written as bytes: shared with what stores them, and without any I/O. */
const WRITTEN_FORMS = [
  'persistence/fingerprint-bytes.ts',
  'persistence/partition.ts',
  'persistence/ulid-bytes.ts',
  'persistence/whole-numbers.ts',
];

imports('actors know of persistence only the port, and how ids are written', () => {
  const isAllowed = (from: string): boolean =>
    !isUnder(from, 'persistence/', 'src/', 'bench/', 'test/') ||
    from === 'persistence/event-log.ts' ||
    WRITTEN_FORMS.includes(from);
  assert.equal(breaches('actors/', isAllowed), []);
  for (const form of WRITTEN_FORMS) {
    assert.equal(
      breaches(form, (from) => from === 'node:crypto'),
      [],
    );
  }
});

imports('src uses neither bench nor test', () => {
  assert.equal(
    breaches('src/', (from) => !isUnder(from, 'bench/', 'test/')),
    [],
  );
});

imports('nothing but the command line puts the parts together', () => {
  const isAllowed = (from: string, source: Source): boolean =>
    !isUnder(from, 'src/cli/') || isUnder(source.path, 'src/cli/');
  assert.equal(breaches('src/', isAllowed), []);
});

imports('only who opens the log knows what is behind its port', () => {
  const isAllowed = (from: string): boolean =>
    !isUnder(from, 'persistence/') ||
    /^persistence\/(event-log|log-reader|index)\.ts$/.test(from) ||
    WRITTEN_FORMS.includes(from);
  assert.equal(breaches('src/', isAllowed), []);
});

imports('the pages are made of their own files and Preact alone, and neither page of the other', () => {
  const isPreact = (from: string): boolean => /^preact(\/hooks)?$/.test(from);
  const areBreaches = (part: string, ...allowed: string[]): string[] =>
    breaches(`src/web/${part}/`, (from) => isPreact(from) || isUnder(from, ...allowed));
  assert.equal(areBreaches('shared', 'src/web/shared/'), []);
  assert.equal(areBreaches('buyer', 'src/web/shared/', 'src/web/buyer/'), []);
  assert.equal(areBreaches('operate', 'src/web/shared/', 'src/web/operate/'), []);
});

imports('audit shares no line with the rules', () => {
  // Types vanish when compiled, and the codec only reads what is stored; neither decides anything.
  const shared = sources
    .filter((source) => isUnder(source.path, 'src/audit/'))
    .flatMap((source) =>
      source.imports
        .filter((each) => isUnder(each.from, 'actors/') && !each.type_only)
        .filter((each) => !isUnder(each.from, 'actors/codec/') && each.from !== 'actors/limits.ts')
        .map((each) => `${source.path} → ${each.from}`),
    );
  assert.equal(shared, []);
});

imports('the rules are pure: they import no I/O, and ask for neither time nor chance', () => {
  const isAllowed = (from: string, source: Source): boolean =>
    isUnder(from, 'actors/') ||
    WRITTEN_FORMS.includes(from) ||
    (from === 'node:crypto' && source.path === 'actors/show/fingerprint.ts');
  assert.equal(breaches('actors/show/', isAllowed), []);

  const impure =
    /\b(Date\.now|new Date\(\)|Math\.random|performance\.|process\.|setTimeout|setInterval|console\.)/;
  const asking = sources.filter((source) => isUnder(source.path, 'actors/show/') && impure.test(source.text));
  assert.equal(
    asking.map((source) => source.path),
    [],
  );
});

imports('no file needs itself, by whatever way', () => {
  const needs = new Map(
    sources.map((source) => [
      source.path,
      source.imports.filter((each) => !each.type_only && isOwnFile(each.from)).map((each) => each.from),
    ]),
  );
  const finished = new Set<string>();
  const walk = (path: string, way: readonly string[]): void => {
    assert.not(way.includes(path), `a circle of imports: ${[...way, path].join(' → ')}`);
    if (finished.has(path)) return;
    for (const next of needs.get(path) ?? []) walk(next, [...way, path]);
    finished.add(path);
  };
  for (const source of sources) walk(source.path, []);
});

imports.run();
