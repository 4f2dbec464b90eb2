import type PdfDocument from 'pdfkit';
import { type FontName, fontFile } from './fonts.ts';

type Document = InstanceType<typeof PdfDocument>;

/** Writes in a document with our fonts; those that are not used are neither read nor put into it. */
export interface Pen {
  readonly document: Document;
  /** From now on it writes like that. Sizes are in points. */
  use(font: FontName, size: number): Document;
}

export function penFor(document: Document): Pen {
  const registered = new Set<FontName>();
  return {
    document,
    use(font, size) {
      if (!registered.has(font)) document.registerFont(font, fontFile(font));
      registered.add(font);
      return document.font(font).fontSize(size);
    },
  };
}
