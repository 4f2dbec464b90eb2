/** The middle one; of an even number the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new RangeError('There is no median of nothing');
  const sorted = [...numbers].sort((a, b) => a - b);
  const above = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const below = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
  return (above + below) / 2;
}

/** `12,345` from 100 up, else two digits more. */
export function readable(number: number): string {
  return number.toLocaleString('en-US', { maximumFractionDigits: number < 100 ? 2 : 0 });
}

export function mebibytes(bytes: number): string {
  return `${readable(bytes / 2 ** 20)} MiB`;
}
