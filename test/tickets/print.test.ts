import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type PrintedTicket, printTickets } from '../../src/tickets/print/document.ts';
import { openPrinter } from '../../src/tickets/print/printer.ts';
import { plainFont } from '../../src/tickets/print/woff.ts';

const print = suite('printed tickets, as a reader of PDFs understands them');

const PLAIN: PrintedTicket = {
  show: {
    title: 'Metropolis',
    starts: 'Saturday, 21 November 2026, 20:15',
    cinema: 'Cine Belas Artes',
    address: 'Rua da Consolação 2423',
    hall: 'Sala 3',
  },
  row: 'A',
  number: 12,
  seat_type: 'premium',
  price: 'BRL 45.00',
  booking_id: '01BX5ZZKBKACTAV9WEVGEMMVRZ',
  ticket_id: '0TW70TC71C6WKXNT',
  token: '05DCSW3D06H0ET9RS6F2VQ1Y3QGNM33KSR0T41V97TF0MXN4WNFNJ5Y3ZVH42B9HAHJKT86K0N3N2E9JNQW0VYXNZSTZ',
};

function titled(title: string): PrintedTicket {
  return { ...PLAIN, show: PLAIN.show === null ? null : { ...PLAIN.show, title } };
}

/** The text of each page, as somebody who copies it gets it; lines and spaces between runs are as the reader likes. */
async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const { text } = await extractText(document, { mergePages: false });
  return text.map((page) => page.normalize('NFC'));
}

const withoutSpaces = (text: string): string => text.replaceAll(/\s/g, '');

print('everything that a door and its guest want to know is text that can be copied', async () => {
  const [page = ''] = await pagesOf(await printTickets([PLAIN]));
  const told = [
    'Metropolis',
    'Saturday, 21 November 2026, 20:15',
    'Cine Belas Artes, Sala 3',
    'Rua da Consolação 2423',
    'BRL 45.00',
    '0TW7 0TC7 1C6W KXNT',
    PLAIN.booking_id,
  ];
  for (const text of told) assert.ok(page.includes(text), `${text} in ${page}`);
  assert.match(page, /Row A\s+Seat 12/);
});

print('a page for each ticket', async () => {
  const tickets = [1, 2, 3].map((number) => ({ ...PLAIN, number }));
  const pages = await pagesOf(await printTickets(tickets));
  assert.is(pages.length, 3);
  for (const [index, page] of pages.entries()) assert.match(page, new RegExp(`Seat ${index + 1}\\b`));
});

const TITLES: Readonly<Record<string, string>> = {
  accents: 'Amélie — ça và, Ñandú! Łódź, Ægir, Dvořák',
  vietnamese: 'Mùi đu đủ xanh',
  greek: 'Ζ ή Το τελευταίο σημείωμα',
  cyrillic: 'Летят журавли',
  japanese: '千と千尋の神隠し',
  korean: '기생충',
  chinese: '臥虎藏龍 卧虎藏龙',
  thai: 'ลุงบุญมีระลึกชาติ',
  signs: '½ ★ → € ™ “quoted”',
  emoji: '🎬 Movie',
};

for (const [script, title] of Object.entries(TITLES)) {
  print(`a title with ${script} is printed whole`, async () => {
    const [page = ''] = await pagesOf(await printTickets([titled(title)]));
    const found = withoutSpaces(page);
    assert.ok(found.startsWith(withoutSpaces(title.normalize('NFC'))), `${title} in ${page}`);
  });
}

print('accents that are characters of their own are printed', async () => {
  const title = 'Amélie'.normalize('NFD');
  assert.is(title.length, 7);
  const [page = ''] = await pagesOf(await printTickets([titled(title)]));
  assert.match(withoutSpaces(page), /^Am.*lie/u);
});

print('what turns text around, or is no sign at all, is left out', async () => {
  const [page = ''] = await pagesOf(await printTickets([titled('one\u0000\u202e\ntwo\u2066\tthree\u007f')]));
  assert.match(page, /^one two three\b/);
});

print('a character that no font has is shown as such, and the rest is there', async () => {
  const [page = ''] = await pagesOf(await printTickets([titled('be\u{10ffff}fore')]));
  assert.match(withoutSpaces(page), /^be\ufffdfore/);
});

print('a title that goes on and on is cut, and the page stays one', async () => {
  const pages = await pagesOf(
    await printTickets([titled('On and on '.repeat(200)), titled('W'.repeat(3_000))]),
  );
  assert.is(pages.length, 2);
  for (const page of pages) {
    assert.ok(page.includes('…'));
    assert.match(page, /Seat 12/);
  }
});

print('nothing at all for a title is no trouble, nor a show that is forgotten', async () => {
  const pages = await pagesOf(await printTickets([titled(''), titled(' \n '), { ...PLAIN, show: null }]));
  assert.is(pages.length, 3);
  for (const page of pages) assert.match(page, /Seat 12/);
});

print('fonts that a ticket does not need are not in it', async () => {
  const latin = await printTickets([PLAIN]);
  const japanese = await printTickets([titled('千と千尋の神隠し')]);
  const names = (pdf: Buffer): string[] => pdf.toString('latin1').match(/\/FontName \/\S+/g) ?? [];
  assert.is(names(latin).length, 2);
  assert.is(names(japanese).length, 3);
  assert.ok(latin.length < 40_000 && japanese.length < 50_000, `${latin.length}, ${japanese.length} bytes`);
});

print('the document has a title and a language, for those who hear it', async () => {
  const pdf = await printTickets([PLAIN]);
  const { info } = await getMeta(await getDocumentProxy(new Uint8Array(pdf)));
  assert.is(info.Title, 'Tickets: Metropolis');
  assert.is(info.Language, 'en');
});

print('a font is the same when it is unpacked: every table bears out its checksum', () => {
  const { resolve } = createRequire(import.meta.url);
  const woff = readFileSync(resolve('@fontsource/dejavu-sans/files/dejavu-sans-latin-400-normal.woff'));
  const font = plainFont(woff);
  assert.is(font.length, woff.readUInt32BE(16), 'as long as the WOFF says it was');
  const count = font.readUInt16BE(4);
  assert.ok(count > 10);
  for (let index = 0; index < count; index += 1) {
    const entry = 12 + 16 * index;
    const tag = font.toString('latin1', entry, entry + 4);
    const offset = font.readUInt32BE(entry + 8);
    const padded = Math.ceil(font.readUInt32BE(entry + 12) / 4) * 4;
    let sum = 0;
    for (let at = offset; at < offset + padded; at += 4) {
      // The head's checksum is made without its own field for that of the whole file.
      if (tag !== 'head' || at !== offset + 8) sum = (sum + font.readUInt32BE(at)) >>> 0;
    }
    assert.is(sum, font.readUInt32BE(entry + 4), tag);
  }
  assert.throws(() => plainFont(Buffer.from('wOF2 and so on')), TypeError);
});

print('the printer prints in its own thread, in the order of asking, and not without end', async () => {
  const printer = openPrinter();
  const asked = Array.from({ length: 24 }, (_, number) => printer.print([{ ...PLAIN, number }]));
  const taken = asked.filter((printing) => printing !== null);
  assert.is(taken.length, 20, 'those beyond are told to come later');
  const pdfs = await Promise.all(taken);
  for (const [number, pdf] of pdfs.entries()) {
    if (number % 10 === 0) assert.match((await pagesOf(pdf))[0] ?? '', new RegExp(`Seat ${number}\\b`));
  }
  assert.ok((await printer.print([PLAIN])) !== null, 'and may come again');
  await printer.close();
});

print('a printer that is closed lets nobody wait', async () => {
  const printer = openPrinter();
  const printing = printer.print([PLAIN]);
  const failed = printing?.then(
    () => 'printed',
    (error: Error) => error.message,
  );
  await printer.close();
  assert.match((await failed) ?? '', /ended/);
});

print.run();
