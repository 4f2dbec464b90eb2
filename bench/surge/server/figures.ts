/** A server's own figures, as Prometheus reads them: the sum of each name over all its labels. */
export type Figures = ReadonlyMap<string, number>;

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{[^}]*\})? ([^ ]+)/;

export function parseFigures(text: string): Figures {
  const figures = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [, name, value] = LINE.exec(line) ?? [];
    if (name === undefined) continue;
    figures.set(name, (figures.get(name) ?? 0) + Number(value));
  }
  return figures;
}
