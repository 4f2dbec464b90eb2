/** Remembers what was done lately. */
export interface Recently {
  /** Whether it was noted less than the period ago. */
  has(id: string): boolean;
  note(id: string): void;
  close(): void;
}

export function createRecently(period_ms: number): Recently {
  const noted_at = new Map<string, number>();
  const forgetting = setInterval(() => {
    const since = performance.now() - period_ms;
    for (const [id, at] of noted_at) if (at <= since) noted_at.delete(id);
  }, period_ms);
  forgetting.unref();

  return {
    has: (id) => (noted_at.get(id) ?? Number.NEGATIVE_INFINITY) > performance.now() - period_ms,
    note: (id) => void noted_at.set(id, performance.now()),
    close: () => clearInterval(forgetting),
  };
}
