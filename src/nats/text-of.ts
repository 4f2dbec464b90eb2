/** The text of a payload, read where it lies: `Buffer.from(payload)` alone would copy the bytes first. */
export function textOf(payload: Uint8Array): string {
  return Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString();
}
