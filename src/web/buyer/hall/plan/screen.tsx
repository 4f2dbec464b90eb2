import { texts } from '../../../shared/texts.ts';

/** Where the movie is, in front of the first row. */
export function Screen({ width }: { readonly width: number }) {
  const edge = width * 0.08;
  return (
    <g class="screen" aria-hidden="true">
      <path d={`M ${edge} 26 Q ${width / 2} 2 ${width - edge} 26`} />
      <text x={width / 2} y={38}>
        {texts.hall.screen}
      </text>
    </g>
  );
}
