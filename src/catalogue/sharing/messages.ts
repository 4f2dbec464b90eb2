import { type Static, Type } from 'typebox';
import { ULID_PATTERN } from '../../ids.ts';
import { messageForm } from '../../nats/message-form.ts';

/** What holders of the catalogue and those who want it say to one another. */

const Ulid = Type.String({ pattern: ULID_PATTERN });
const Count = Type.Integer({ minimum: 0 });

/** Somebody has this edition, and passes it on. */
const Offer = Type.Object({
  /** Drawn by the process at its start. */
  holder_id: Ulid,
  origin_id: Ulid,
  version: Type.Integer({ minimum: 1 }),
  is_copy: Type.Boolean(),
  /** Of the database: an older boxoffice cannot read that of a newer one. */
  schema_version: Type.Integer({ minimum: 1 }),
});
export type Offer = Static<typeof Offer>;

/** A catalogue as one compressed file. */
const Parcel = Type.Object({
  parcel_id: Ulid,
  origin_id: Ulid,
  version: Type.Integer({ minimum: 1 }),
  /** Of the database, and of the file that is sent. */
  bytes: Count,
  packed_bytes: Count,
  /** Of the file that is sent, in hexadecimal. */
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
});
export type Parcel = Static<typeof Parcel>;

/** What a holder says when its parcel is asked for. Packing takes a while: it is to be asked again. */
const ParcelAnswer = Type.Union([
  Type.Object({ state: Type.Literal('packing') }),
  Type.Object({ state: Type.Literal('unavailable') }),
  Type.Object({ state: Type.Literal('ready'), parcel: Parcel }),
]);
export type ParcelAnswer = Static<typeof ParcelAnswer>;

/** The answer is the bytes themselves; none where the parcel is no longer there. */
const ChunkRequest = Type.Object({ parcel_id: Ulid, offset: Count, bytes: Type.Integer({ minimum: 1 }) });

export const offers = messageForm(Offer);
export const parcelAnswers = messageForm(ParcelAnswer);
export const chunkRequests = messageForm(ChunkRequest);
