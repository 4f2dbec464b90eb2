/** Bytes that are not UTF-8 are refused and not silently replaced. */
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** The JSON value of a payload, of which an empty one counts as `{}`; undefined where it is none. */
export function readBody(payload: Uint8Array): unknown {
  if (payload.length === 0) return {};
  try {
    return JSON.parse(UTF8.decode(payload));
  } catch {
    return undefined;
  }
}
