/** A duration for a person, in whole seconds rounded up, e.g. `1 h 4 min 5 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 0) return '0 s';
  const seconds = Math.ceil(milliseconds / 1_000);
  const parts = [
    [Math.floor(seconds / 3_600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const told = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount} ${unit}`);
  return told.length === 0 ? '0 s' : told.join(' ');
}
