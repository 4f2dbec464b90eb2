import { type Static, Type } from 'typebox';
import { ULID_PATTERN } from '../../ids.ts';
import { ALL_PARTITIONS } from '../../partitions.ts';
import { messageForm } from '../message-form.ts';

/** An engine says that it wants partitions, or has them; and, in the answer to that, that it objects. */
const Claimant = Type.Object({
  engine_id: Type.String({ pattern: ULID_PATTERN }),
  /** In an objection: those of them that are concerned. */
  partitions: Type.Array(Type.Integer({ minimum: 0, maximum: ALL_PARTITIONS.length - 1 })),
  /** Whether it has them, or only wants them. */
  is_owner: Type.Boolean(),
  /** For people: where it runs. */
  host: Type.String(),
  data_folder: Type.String(),
});
export type Claimant = Static<typeof Claimant>;

export const claimants = messageForm(Claimant);
