import { darkRuns, type QrCode } from './code.ts';

/** The code as an image of any size. `title` is read out to those who cannot see it. */
export function qrSvg(code: QrCode, title: string): string {
  const size = code.length;
  const path = Array.from(darkRuns(code), ({ x, y, width }) => `M${x} ${y}h${width}v1h-${width}z`).join('');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" role="img">` +
    `<title>${escapeXml(title)}</title>` +
    `<rect width="${size}" height="${size}" fill="#fff"/><path d="${path}"/></svg>\n`
  );
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}
