import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { textOf } from './text-of.ts';

/** How one kind of message between our own processes is written as JSON. */
export interface MessageForm<Value> {
  encode(value: Value): Uint8Array;
  /** Null where the payload is no such message: whoever sent it may be of another version, or not one of us. */
  decode(payload: Uint8Array): Value | null;
}

export function messageForm<Schema extends TSchema>(schema: Schema): MessageForm<Static<Schema>> {
  const validator = Compile(schema);
  return {
    encode: (value) => Buffer.from(JSON.stringify(value)),
    decode(payload) {
      const value = parse(payload);
      return validator.Check(value) ? value : null;
    },
  };
}

function parse(payload: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(payload));
  } catch {
    return null;
  }
}
