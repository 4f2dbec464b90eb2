import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const FOLDERS = ['actors', 'persistence', 'src', 'bench', 'test'];

/** One source file of the project, as the checks of its architecture see it. Paths begin at the project's folder. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

export interface Import {
  /** A path of the project where it is relative, else the package as written, e.g. `node:fs`. */
  readonly from: string;
  readonly names: readonly string[];
  /** Whether it vanishes when compiled. */
  readonly type_only: boolean;
}

/** All TypeScript sources. Tests are run in the project's folder. */
export function readSources(): Source[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => readSource(join(folder, name))),
  );
}

function readSource(path: string): Source {
  const text = readFileSync(path, 'utf8');
  return { path, text, imports: [...findImports(path, text)] };
}

const IMPORT = /^(?:import|export)\s+(type\s+)?(?:([^'";]*?)\s+from\s+)?'([^']+)'/gm;
const DYNAMIC_IMPORT = /(?:import|new URL)\(\s*'([^']+)'/g;

function* findImports(path: string, text: string): Iterable<Import> {
  for (const [, type, clause = '', specifier = ''] of text.matchAll(IMPORT)) {
    const items = clause.replace(/[{}]/g, '').split(',');
    const words = items.map((item) => item.trim()).filter((item) => item !== '');
    yield {
      from: resolve(path, specifier),
      names: words.map((item) => item.replace(/^type\s+/, '').split(/\s+as\s+/)[0] ?? item),
      type_only: type !== undefined || (words.length > 0 && words.every((item) => item.startsWith('type '))),
    };
  }
  for (const [, specifier = ''] of text.matchAll(DYNAMIC_IMPORT)) {
    yield { from: resolve(path, specifier), names: ['*'], type_only: false };
  }
}

function resolve(path: string, specifier: string): string {
  return specifier.startsWith('.') ? normalize(join(dirname(path), specifier)) : specifier;
}
