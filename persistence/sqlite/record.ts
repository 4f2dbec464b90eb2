import { crc32 } from 'node:zlib';
import type { StoredStep } from '../event-log.ts';
import { ulidToBytes } from '../ulid-bytes.ts';
import { readVarint, varintLength, writeVarint } from './varint.ts';

/**
 * How the events of one record lie in its blob: one frame an event,
 *
 *     varint (length of the event × 2, + 1 where it is the last of its step) · event · checksum (4 bytes)
 *
 * The checksum is the CRC-32 of the frame's varint and event, seeded with the checksum before it. The chain of a show
 * starts from its id, and takes in each record's place (position, previous, sequence, epoch). So an event that was
 * changed, dropped, repeated, swapped or moved breaks the chain at its place.
 */
export interface RecordPlace {
  readonly position: number;
  /** Position of the same show's record before; null for its first. */
  readonly previous: number | null;
  /** Sequence number of its first event. */
  readonly sequence: number;
  readonly epoch: number;
}

export interface SealedRecord {
  readonly events: Uint8Array;
  /** Checksum of its last event, with which the chain goes on. */
  readonly checksum: number;
}

export interface OpenedRecord {
  readonly steps: readonly StoredStep[];
  /** How many events it has. */
  readonly count: number;
  readonly fault: string | null;
}

const CHECKSUM_BYTES = 4;
const PLACE_BYTES = 24;

/** Where a show's chain of checksums starts. */
export function chainStart(show_id: string): number {
  return crc32(ulidToBytes(show_id));
}

/** Lays the events of some steps out as the blob of one record, with their checksums. */
export function sealRecord(
  place: RecordPlace,
  steps: readonly (readonly Uint8Array[])[],
  chain: number,
): SealedRecord {
  const blob = Buffer.allocUnsafe(sealedLength(steps));
  let checksum = chainThrough(place, chain);
  let at = 0;
  for (const events of steps) {
    for (const [index, event] of events.entries()) {
      const start = at;
      const last = index === events.length - 1 ? 1 : 0;
      at = writeVarint(blob, at, event.length * 2 + last);
      blob.set(event, at);
      at += event.length;
      checksum = crc32(blob.subarray(start, at), checksum);
      at = blob.writeUInt32LE(checksum, at);
    }
  }
  return { events: blob, checksum };
}

/** Reads a record back and holds it against the chain. Whatever is wrong is said in `fault`, never thrown. */
export function openRecord(place: RecordPlace, blob: Buffer, chain: number): OpenedRecord {
  const steps: StoredStep[] = [];
  let events: Uint8Array[] = [];
  let checksum = chainThrough(place, chain);
  let sequence = place.sequence;
  let fault: string | null = null;
  let at = 0;
  while (at < blob.length) {
    const header = readVarint(blob, at);
    const end = header === null ? 0 : header.next + Math.floor(header.value / 2);
    if (header === null || end + CHECKSUM_BYTES > blob.length) {
      fault ??= `the framing of event ${sequence + events.length} is broken`;
      break;
    }
    checksum = crc32(blob.subarray(at, end), checksum);
    const stored = blob.readUInt32LE(end);
    if (checksum !== stored) fault ??= `the checksum of event ${sequence + events.length} does not hold`;
    // From a damaged event on the stored checksums lead, so that what is whole behind it can be told from what is not.
    checksum = stored;
    events.push(blob.subarray(header.next, end));
    if (header.value % 2 === 1) {
      steps.push({ sequence, events });
      sequence += events.length;
      events = [];
    }
    at = end + CHECKSUM_BYTES;
  }
  if (events.length > 0) fault ??= `the step that starts with event ${sequence} is not complete`;
  if (blob.length === 0) fault ??= 'the record is empty';
  return { steps, count: sequence + events.length - place.sequence, fault };
}

/**
 * The stored checksum of a record's last event, with which the chain goes on, also beyond a damaged one; 0 where there
 * is none.
 */
export function lastChecksum(blob: Buffer): number {
  return blob.length < CHECKSUM_BYTES ? 0 : blob.readUInt32LE(blob.length - CHECKSUM_BYTES);
}

function sealedLength(steps: readonly (readonly Uint8Array[])[]): number {
  let length = 0;
  for (const events of steps) {
    for (const event of events) length += varintLength(event.length * 2 + 1) + event.length + CHECKSUM_BYTES;
  }
  return length;
}

const placeBytes = Buffer.alloc(PLACE_BYTES);

function chainThrough(place: RecordPlace, chain: number): number {
  placeBytes.writeDoubleLE(place.position, 0);
  // A first record has no record before it; positions start at 1.
  placeBytes.writeDoubleLE(place.previous ?? 0, 8);
  placeBytes.writeUInt32LE(place.sequence, 16);
  placeBytes.writeUInt32LE(place.epoch, 20);
  return crc32(placeBytes, chain);
}
