/** Collects what goes the same way within one turn of the event loop, so that it can be sent as one message. */
export interface Outbox {
  /** A JSON value, written already. */
  add(json: string): void;
}

/** With so many characters a message is not kept until the end of the turn: well within what a server takes. */
const LONGEST_MESSAGE = 256 * 1_024;

export function createOutbox(send: (values: readonly string[]) => void): Outbox {
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

  function flushAtEndOfTurn(): void {
    is_scheduled = false;
    flush();
  }

  return {
    add(json) {
      if (length + json.length > LONGEST_MESSAGE) flush();
      values.push(json);
      length += json.length;
      if (is_scheduled) return;
      is_scheduled = true;
      setImmediate(flushAtEndOfTurn);
    },
  };
}
