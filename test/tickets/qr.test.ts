import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import decodeQR from 'qr/decode.js';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toBase32 } from '../../src/tickets/base32.ts';
import { qrCode } from '../../src/tickets/qr/code.ts';
import { qrPng } from '../../src/tickets/qr/png.ts';
import { qrSvg } from '../../src/tickets/qr/svg.ts';

const codes = suite('QR codes, read by another library than the one that draws them');

const anyToken = fc.uint8Array({ minLength: 102, maxLength: 140 }).map(toBase32);

/** Grey values, a byte a pixel. */
interface Picture {
  readonly width: number;
  readonly pixels: Uint8Array;
}

function read({ width, pixels }: Picture): string {
  const data = Uint8Array.from(pixels, (grey) => grey).reduce(
    (rgba, grey, index) => {
      rgba.set([grey, grey, grey, 255], 4 * index);
      return rgba;
    },
    new Uint8Array(4 * pixels.length),
  );
  return decodeQR({ width, height: pixels.length / width, data });
}

/** Understands what `qrPng` writes, and checks that any other reader would. */
function pictureInPng(png: Buffer): Picture {
  assert.is(png.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
  assert.is(png.toString('latin1', 12, 16), 'IHDR');
  const width = png.readUInt32BE(16);
  assert.equal([...png.subarray(24, 29)], [1, 0, 0, 0, 0], 'one bit of grey a pixel');
  const start = png.indexOf('IDAT') + 4;
  const lines = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
  const stride = 1 + width / 8;
  assert.is(lines.length, stride * width);
  const pixels = new Uint8Array(width * width);
  for (let y = 0; y < width; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const byte = lines[y * stride + 1 + (x >> 3)] ?? 0;
      pixels[y * width + x] = (byte >> (7 - (x & 7))) & 1 ? 255 : 0;
    }
  }
  return { width, pixels };
}

/** Draws the runs of `qrSvg`, four pixels a square. */
function pictureInSvg(svg: string): Picture {
  const side = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
  const scale = 4;
  const width = side * scale;
  const pixels = new Uint8Array(width * width).fill(255);
  for (const [, x, y, run, back] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)) {
    assert.is(run, back);
    for (let row = 0; row < scale; row += 1) {
      const start = (Number(y) * scale + row) * width + Number(x) * scale;
      pixels.fill(0, start, start + Number(run) * scale);
    }
  }
  return { width, pixels };
}

codes('a PNG says the token', () => {
  fc.assert(
    fc.property(anyToken, (token) => {
      assert.is(read(pictureInPng(qrPng(qrCode(token)))), token);
    }),
    { numRuns: 20 },
  );
});

codes('an SVG says the token', () => {
  fc.assert(
    fc.property(anyToken, (token) => {
      assert.is(read(pictureInSvg(qrSvg(qrCode(token), 'Ticket'))), token);
    }),
    { numRuns: 20 },
  );
});

codes('a token of usual length makes a code of 45 squares a side, in a light border of four', () => {
  const code = qrCode(toBase32(Buffer.alloc(105, 0xa5)));
  assert.is(code.length, 45 + 8);
  for (const edge of [0, 1, 2, 3]) assert.not(code[edge]?.includes(true));
});

codes('what an SVG is called is text and no markup', () => {
  const svg = qrSvg(qrCode('0'), `<script>"&'</script>`);
  assert.match(svg, `<title>&lt;script&gt;&quot;&amp;'&lt;/script&gt;</title>`);
  assert.not.match(svg, /<script/);
});

codes.run();
