/** Sent to the writer's thread: a batch of operations, or this at the end. */
export const CLOSE = 'close';

/** The operations but for large states of snapshots, and those by the number of their operation. All of it is handed over. */
export interface OperationsMessage {
  readonly type: 'operations';
  readonly packed: Uint8Array<ArrayBuffer>;
  readonly states: readonly (readonly [index: number, state: Uint8Array<ArrayBuffer>])[];
}

/** Why the writer's thread could not open the log. */
export type OpenRefusal = 'LogLockedError' | 'LogSchemaError' | 'LogUnavailableError' | 'Error';

/** Sent by the writer's thread: a batch's packed answers, or how it is with it. */
export type ThreadMessage =
  | Uint8Array<ArrayBuffer>
  | { readonly type: 'open' }
  | { readonly type: 'not_open'; readonly error: OpenRefusal; readonly reason: string }
  /** The outcome of a commit is unknown: it answers no more. */
  | { readonly type: 'broken'; readonly reason: string };
