import { PICTURE_WIDTHS } from './draw.ts';
import { colourDeclarations } from './palette.ts';

/** Where both drawings of a picture are in the page, this wide a screen is enough for the wide one. CSS pixels. */
const WIDE_FROM_PX = 900;

/** Around an image, that it can stand on any page. CSS pixels. */
export const IMAGE_MARGIN_PX = 16;

const LIGHT = colourDeclarations('light');
const DARK = colourDeclarations('dark');

/** The paper is white, whatever the screen is. */
export const STYLE = `
:root{color-scheme:light dark;${LIGHT}font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
@media (prefers-color-scheme:dark){:root{${DARK}}}
@media print{:root{color-scheme:light;${LIGHT}font-size:12px}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);-webkit-print-color-adjust:exact;print-color-adjust:exact}
main{max-width:1040px;margin:0 auto;padding:2.5rem 1.25rem 4rem}
h1{font-size:2rem;line-height:1.2;margin:0 0 .5rem;text-wrap:balance}
h2{font-size:1.5rem;margin:4rem 0 .25rem;padding-top:1rem;border-top:2px solid var(--ink)}
h3{font-size:1.15rem;margin:2.5rem 0 .25rem}
h4{font-size:.95rem;margin:0}
p{margin:.25rem 0 .75rem;max-width:46rem}
a{color:inherit;text-underline-offset:.15em}
.lead{font-size:1.1rem}
.quiet,.facts,figcaption p,.machine{color:var(--quiet)}
.facts,.machine{font-size:.85rem;max-width:none}
.machine{white-space:pre-wrap;overflow-wrap:anywhere;font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.78rem}
.headline{font-size:1.1rem}
.key{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:1rem 1.5rem;margin:1rem 0;padding:0;list-style:none;font-size:.85rem;line-height:1.35;color:var(--quiet)}
.key b{display:block;font-size:1.6rem;line-height:1.25;font-weight:600;color:var(--ink);font-variant-numeric:tabular-nums}
.key .met{color:var(--good)}
.key .missed{color:var(--bad)}
figure{margin:1.5rem 0 0;min-width:0;break-inside:avoid}
figcaption p{font-size:.85rem;margin:0}
figure svg{display:block;width:100%;height:auto;overflow:visible}
svg.narrow{display:none}
.figures{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1rem 2rem;max-width:960px}
.figures .whole{grid-column:1/-1}
.legend{display:flex;flex-wrap:wrap;gap:.1rem 1rem;margin:.4rem 0 0;padding:0;list-style:none;font-size:.8rem}
.legend i{display:inline-block;width:1rem;margin-right:.35rem;vertical-align:middle}
.legend .area{height:.7rem;background:currentColor;border-radius:2px}
.legend .line{border-top:2px solid}
.legend .dashed{border-top:2px dashed}
.legend .dot{width:.55rem;height:.55rem;border-radius:50%;background:currentColor}
.verdicts{list-style:none;margin:0 0 1rem;padding:0;font-size:.9rem;display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:.25rem 1.5rem}
.verdicts>li::before{display:inline-block;width:1.2em;font-weight:700}
.verdicts .met::before{content:"✓";color:var(--good)}
.verdicts .missed::before{content:"✗";color:var(--bad)}
.verdicts span{color:var(--quiet)}
.verdicts .missed,.verdicts .missed span{color:var(--bad)}
td.met{color:var(--good)}
td.missed{color:var(--bad);font-weight:700}
.table{overflow-x:auto;margin:.5rem 0 1rem}
table{border-collapse:collapse;font-size:.85rem;font-variant-numeric:tabular-nums}
th,td{padding:.25rem .75rem .25rem 0;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap;vertical-align:baseline}
th:first-child{text-align:left}
thead th{font-weight:normal;color:var(--quiet);vertical-align:bottom}
tbody th{font-weight:normal}
.judgements :is(td,th):last-child,.summary td,.summary th{text-align:left}
.summary td:last-child{white-space:normal;max-width:34rem}
summary{cursor:pointer;margin-top:1rem;font-size:.9rem;color:var(--quiet)}
.alone figure{box-sizing:content-box;padding:${IMAGE_MARGIN_PX}px}
.alone .whole{width:${PICTURE_WIDTHS.whole}px}
.alone .half{width:${PICTURE_WIDTHS.half}px}
.of{font-size:.8rem;color:var(--quiet);margin:0}
@media screen and (max-width:${WIDE_FROM_PX - 1}px){
main{padding:1.5rem 1rem 3rem}
h1{font-size:1.6rem}
.figures{grid-template-columns:minmax(0,1fr);max-width:34rem}
svg.wide{display:none}
svg.narrow{display:block}
.judgements thead,.summary thead{display:none}
.judgements tr,.summary tr{display:flex;flex-wrap:wrap;gap:0 .75rem;padding:.35rem 0;border-bottom:1px solid var(--line)}
.judgements :is(td,th),.summary :is(td,th){border:0;padding:0}
.judgements th,.summary td:last-child{flex-basis:100%;white-space:normal}
}
@page{margin:14mm}
@media print{
main{max-width:none;padding:0}
h2{break-before:page;border:0;margin-top:0}
h2,h3,h4{break-after:avoid}
nav{display:none}
}
`;
