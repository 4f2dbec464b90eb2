import { parse, View } from 'vega';
import { type Config, compile } from 'vega-lite';
import { paint } from './palette.ts';
import type { Picture } from './picture.ts';

/** CSS pixels, with the axes. */
export const PICTURE_WIDTHS = { whole: 960, half: 464, narrow: 350 } as const;

/** The room for axes. To the sides it is the same for all pictures over time, so that their axes lie above one another. */
const PADDING = {
  time: { left: 52, right: 16, top: 36, bottom: 24 },
  named: { left: 52, right: 16, top: 24, bottom: 40 },
  names: { left: 184, right: 4, top: 4, bottom: 4 },
} as const;
const TITLE_ABOVE = { time: -20, named: -8, names: 0 } as const;

/** Axes are quiet, and what they measure stands above them, to be read without turning one's head. */
const CONFIG: Config = {
  // Each picture has one description as a whole; one for each mark would be read out for minutes.
  aria: false,
  font: 'inherit',
  background: 'transparent',
  view: { stroke: null },
  line: { strokeCap: 'round', strokeJoin: 'round', strokeWidth: 1.5 },
  axis: {
    domainColor: paint('quiet'),
    gridColor: paint('line'),
    labelColor: paint('quiet'),
    labelFontSize: 11,
    tickColor: paint('quiet'),
    tickSize: 4,
    titleColor: paint('quiet'),
    titleFontSize: 11,
    titleFontWeight: 'normal',
  },
  axisX: { grid: false, titleAnchor: 'end', titlePadding: 6 },
  axisY: {
    domain: false,
    ticks: false,
    labelPadding: 6,
    titleAlign: 'left',
    titleAnchor: 'end',
    titleAngle: 0,
    titleBaseline: 'bottom',
    titleX: -PADDING.time.left + 2,
  },
};

/** SVG for a page that declares the colours. It has no size of its own: it is as wide as its place there. */
export async function draw(picture: Picture, place: 'wide' | 'narrow'): Promise<string> {
  const width = place === 'narrow' ? PICTURE_WIDTHS.narrow : PICTURE_WIDTHS[picture.span];
  const padding = PADDING[picture.axes];
  const frame = {
    width: width - padding.left - padding.right,
    height: picture.plot_height,
    narrow: place === 'narrow',
  };
  const { spec } = compile({
    width: frame.width,
    height: frame.height,
    padding,
    autosize: { type: 'none' },
    config: { ...CONFIG, axisY: { ...CONFIG.axisY, titleY: TITLE_ABOVE[picture.axes] } },
    layer: picture.layers(frame),
  });
  const svg = await new View(parse(spec), { renderer: 'none' }).toSVG();
  return svg.replace(/^<svg[^>]*( viewBox="[^"]*")[^>]*>/, `<svg class="${place}"$1 aria-hidden="true">`);
}
