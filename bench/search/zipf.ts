/** Draws the first most often: the nth with a likelihood of 1/n. Throws a RangeError where there is nothing to draw. */
export function zipf<Item>(items: readonly Item[], random: () => number): () => Item {
  let sum = 0;
  const sums = items.map((_, index) => {
    sum += 1 / (index + 1);
    return sum;
  });
  return () => {
    const drawn = random() * sum;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sums[middle] ?? 0) < drawn) low = middle + 1;
      else high = middle;
    }
    const item = items[low];
    if (item === undefined) throw new RangeError('There is nothing to draw from');
    return item;
  };
}
