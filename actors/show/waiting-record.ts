import { fingerprintToBytes } from '../../persistence/fingerprint-bytes.ts';
import { ULID_BYTES, ulidFromBytes, writeUlid } from '../../persistence/ulid-bytes.ts';

/** Somebody in a show's queue. */
export interface WaitingUser {
  readonly waiting_id: string;
  /** The id of the booking that this user is served with. */
  readonly booking_id: string;
  /** Fingerprint of the session's secret. */
  readonly session: string;
  readonly count: number;
  readonly joined_at: number;
  readonly expires_at: number;
  /** The position that was told at joining: versions of the place count how far it has come since. */
  readonly joined_position: number;
}

/** How a waiting user lies in bytes, in the queue and in snapshots: all fields one after the other, numbers big-endian. */
export const WAITING_ID = 0;
const BOOKING_ID = WAITING_ID + ULID_BYTES;
export const SESSION = BOOKING_ID + ULID_BYTES;
const COUNT = SESSION + 16;
const JOINED_AT = COUNT + 1;
const TIME_BYTES = 6;
const EXPIRES_AT = JOINED_AT + TIME_BYTES;
const JOINED_POSITION = EXPIRES_AT + TIME_BYTES;
export const RECORD_BYTES = JOINED_POSITION + 4;

/** Throws a RangeError where an id is none, or a number does not fit. */
export function writeUser(user: WaitingUser, bytes: Buffer, start: number): void {
  writeUlid(user.waiting_id, bytes, start + WAITING_ID);
  writeUlid(user.booking_id, bytes, start + BOOKING_ID);
  bytes.set(fingerprintToBytes(user.session), start + SESSION);
  bytes.writeUInt8(user.count, start + COUNT);
  bytes.writeUIntBE(user.joined_at, start + JOINED_AT, TIME_BYTES);
  bytes.writeUIntBE(user.expires_at, start + EXPIRES_AT, TIME_BYTES);
  bytes.writeUInt32BE(user.joined_position, start + JOINED_POSITION);
}

export function readUser(bytes: Buffer, start: number): WaitingUser {
  return {
    waiting_id: ulidFromBytes(bytes, start + WAITING_ID),
    booking_id: ulidFromBytes(bytes, start + BOOKING_ID),
    session: bytes.toString('base64url', start + SESSION, start + COUNT),
    count: readCount(bytes, start),
    joined_at: bytes.readUIntBE(start + JOINED_AT, TIME_BYTES),
    expires_at: readExpiry(bytes, start),
    joined_position: bytes.readUInt32BE(start + JOINED_POSITION),
  };
}

export function readCount(bytes: Buffer, start: number): number {
  return bytes.readUInt8(start + COUNT);
}

export function readExpiry(bytes: Buffer, start: number): number {
  return bytes.readUIntBE(start + EXPIRES_AT, TIME_BYTES);
}
