/** Something wrong in a document. */
export interface Problem {
  /** A JSON pointer into the document, e.g. `/shows/3/hall`; empty for the document itself. */
  readonly place: string;
  /** What is wrong there, and with what. */
  readonly message: string;
}

/** Of a document that is wrong all over, so many problems are told. */
const PROBLEMS_TOLD = 100;

/** Collects what is wrong, so that one reading of a document tells all of it. */
export class Problems {
  readonly #told: Problem[] = [];
  #count = 0;

  add(place: string, message: string): void {
    this.#count++;
    if (this.#told.length < PROBLEMS_TOLD) this.#told.push({ place, message });
  }

  get count(): number {
    return this.#count;
  }

  /** Throws an `ImportError` if anything is wrong. */
  throwIfAny(): void {
    if (this.#count > 0) throw new ImportError(this.#told, this.#count);
  }
}

/** The document was refused and nothing of it was imported. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  /** The first hundred. */
  readonly problems: readonly Problem[];
  /** How many there are. */
  readonly count: number;

  constructor(problems: readonly Problem[], count: number) {
    const lines = problems.map(
      ({ place, message }) => `  ${place === '' ? 'the document' : place}: ${message}`,
    );
    if (count > problems.length) lines.push(`  and ${count - problems.length} more`);
    super(`nothing was imported; ${count === 1 ? 'this is' : 'these are'} wrong:\n${lines.join('\n')}`);
    this.problems = problems;
    this.count = count;
  }
}
