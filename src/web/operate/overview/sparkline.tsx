const WIDTH = 120;
const HEIGHT = 28;

/** How a figure went over the last minutes. The figure itself says what it is; this is for the eye alone. */
export function Sparkline({ course }: { course: readonly (number | null)[] }) {
  const most = Math.max(1, ...course.map((value) => value ?? 0));
  const step = WIDTH / Math.max(1, course.length - 1);
  const points = course.flatMap((value, index) =>
    value === null
      ? []
      : [`${(index * step).toFixed(1)},${(HEIGHT - 2 - (value / most) * (HEIGHT - 4)).toFixed(1)}`],
  );
  return (
    <svg class="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <polyline points={points.join(' ')} vector-effect="non-scaling-stroke" />
    </svg>
  );
}
