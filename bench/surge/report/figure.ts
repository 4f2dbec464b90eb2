import { draw } from './draw.ts';
import { asHtml, type Html, html } from './html.ts';
import { paint } from './palette.ts';
import type { LegendEntry, Picture } from './picture.ts';

/** A picture as it stands in the report, and as it becomes an image of its own. */
export interface Figure {
  readonly picture: Picture;
  /** What it is of, which the report's headings say: `hot-show, boxoffice`. */
  readonly of: string;
  /** Of its image, without what a file's name must not have. */
  readonly file_name: string;
  readonly wide: Html;
  readonly narrow: Html;
}

export async function drawFigure(picture: Picture, of: string): Promise<Figure> {
  return {
    picture,
    of,
    file_name: `${slug(of)}-${picture.name}.png`,
    wide: asHtml(await draw(picture, 'wide')),
    narrow: asHtml(await draw(picture, 'narrow')),
  };
}

/** Both drawings are in the page; its style shows the one that fits. */
export function figureHtml(figure: Figure): Html {
  return html`<figure class="${figure.picture.span}">${captionOf(figure)}${legendOf(figure)}${figure.wide}${figure.narrow}</figure>
`;
}

/** With what it is of, since as an image it has no headings above it. */
export function aloneHtml(figure: Figure): Html {
  return html`<figure class="${figure.picture.span}"><p class="of">${figure.of}</p>${captionOf(figure)}${legendOf(figure)}${figure.wide}</figure>
`;
}

function captionOf({ picture }: Figure): Html {
  return html`<figcaption><h4>${picture.title}</h4><p>${picture.tells}</p></figcaption>`;
}

function legendOf({ picture }: Figure): Html {
  if (picture.legend.length === 0) return html``;
  return html`<ul class="legend">${picture.legend.map(entryHtml)}</ul>`;
}

function entryHtml({ label, colour, mark }: LegendEntry): Html {
  return html`<li><i class="${mark}" style="color:${paint(colour)}"></i>${label}</li>`;
}

/** For the names of files and of places in the page. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
