/** Collects what goes the same way within one turn of the event loop, so that it can be sent as one message. */
export interface Outbox {
  /** A JSON value, written already. */
  add(json: string): void;
}

/** With so many bytes a message is not kept until the end of the turn, also where the server takes more. */
const LONGEST_MESSAGE = 256 * 1_024;
/** What is sent around the values: brackets, commas, and where the answers go to. */
const ENVELOPE_BYTES = 256;
const COMMA_BYTES = 1;

/** @param maxPayload what the server takes at most, in bytes; 0 where that is not known yet */
export function createOutbox(maxPayload: () => number, send: (values: readonly string[]) => void): Outbox {
  let values: string[] = [];
  let length = 0;
  let is_scheduled = false;

  function flush(): void {
    if (values.length === 0) return;
    const collected = values;
    values = [];
    length = 0;
    send(collected);
  }

  function longest(): number {
    const most = maxPayload();
    return most === 0 ? LONGEST_MESSAGE : Math.min(LONGEST_MESSAGE, most - ENVELOPE_BYTES);
  }

  function flushAtEndOfTurn(): void {
    is_scheduled = false;
    flush();
  }

  return {
    add(json) {
      const bytes = Buffer.byteLength(json) + COMMA_BYTES;
      if (length + bytes > longest()) flush();
      values.push(json);
      length += bytes;
      if (is_scheduled) return;
      is_scheduled = true;
      setImmediate(flushAtEndOfTurn);
    },
  };
}
