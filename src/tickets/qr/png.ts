import { crc32, deflateSync } from 'node:zlib';
import type { QrCode } from './code.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PIXELS_A_SQUARE = 8;
const BIT_DEPTH = 1;
const GREYSCALE = 0;

/** The code as a PNG with one bit a pixel: white is 1. */
export function qrPng(code: QrCode): Buffer {
  const size = code.length * PIXELS_A_SQUARE;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([BIT_DEPTH, GREYSCALE], 8);
  const lines = code.flatMap((row) => {
    const line = scanLine(row);
    return Array.from({ length: PIXELS_A_SQUARE }, () => line);
  });
  const data = deflateSync(Buffer.concat(lines));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A byte says that the line is not filtered, and one square is one byte: 8 pixels of one bit. */
function scanLine(row: readonly boolean[]): Buffer {
  return Buffer.from([0, ...row.map((is_dark) => (is_dark ? 0x00 : 0xff))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(typed.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(typed, 4);
  framed.writeUInt32BE(crc32(typed), typed.length + 4);
  return framed;
}
