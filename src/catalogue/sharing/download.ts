import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrokerMessage } from '../../nats/broker.ts';
import { NoAnswerError, type Requester } from '../../nats/requester.ts';
import { catalogueChunk, catalogueParcel } from '../../nats/subjects.ts';
import { chunkRequests, type Parcel, parcelAnswers } from './messages.ts';

interface Download {
  readonly requester: Requester;
  /** Who is asked. */
  readonly holder_id: string;
  readonly file: string;
  readonly chunk_bytes: number;
  readonly signal: AbortSignal;
}

/** A holder of the catalogue did not give it. */
class DownloadError extends Error {
  override readonly name = 'DownloadError';
}

const TIMEOUT_MS = 2_000;
/** A message may get lost; three in a row mean that nobody is there. */
const MOST_TRIES = 3;
/** So many chunks are on their way at a time: a full line, and little in anybody's memory. */
const LANES = 4;
const PACKING_PAUSE_MS = 250;
const NOTHING = new Uint8Array();

/** Fetches the parcel of one holder into a file. Rejects as soon as that holder does not keep answering. */
export async function download(task: Download): Promise<Parcel> {
  const parcel = await awaitParcel(task);
  await mkdir(dirname(task.file), { recursive: true });
  const handle = await open(task.file, 'w');
  try {
    await fetchInto(handle, task, parcel);
  } finally {
    await handle.close();
  }
  return parcel;
}

async function fetchInto(handle: FileHandle, task: Download, parcel: Parcel): Promise<void> {
  let next_offset = 0;
  const takeLane = async (): Promise<void> => {
    while (next_offset < parcel.packed_bytes) {
      const offset = next_offset;
      next_offset += task.chunk_bytes;
      const bytes = Math.min(task.chunk_bytes, parcel.packed_bytes - offset);
      await handle.write(await fetchChunk(task, parcel, offset, bytes), 0, bytes, offset);
    }
  };
  // All lanes have ended before the file is closed.
  const lanes = await Promise.allSettled(
    Array.from({ length: LANES }, () =>
      takeLane().catch((error: unknown) => {
        next_offset = Number.POSITIVE_INFINITY;
        throw error;
      }),
    ),
  );
  for (const lane of lanes) if (lane.status === 'rejected') throw lane.reason;
}

async function awaitParcel(task: Download): Promise<Parcel> {
  for (;;) {
    const { payload } = await ask(task, catalogueParcel(task.holder_id), NOTHING);
    const answer = parcelAnswers.decode(payload);
    if (answer === null) throw new DownloadError('the answer cannot be read');
    if (answer.state === 'ready') return answer.parcel;
    if (answer.state === 'unavailable') throw new DownloadError('it has none');
    await sleep(PACKING_PAUSE_MS, undefined, { signal: task.signal });
  }
}

async function fetchChunk(
  task: Download,
  { parcel_id }: Parcel,
  offset: number,
  bytes: number,
): Promise<Uint8Array> {
  const request = chunkRequests.encode({ parcel_id, offset, bytes });
  const { payload } = await ask(task, catalogueChunk(task.holder_id), request);
  if (payload.length !== bytes) throw new DownloadError(`${payload.length} bytes came instead of ${bytes}`);
  return payload;
}

async function ask(
  { requester, signal }: Download,
  subject: string,
  payload: Uint8Array,
): Promise<BrokerMessage> {
  for (let tries = 1; ; tries += 1) {
    signal.throwIfAborted();
    try {
      return await requester.request(subject, payload, TIMEOUT_MS);
    } catch (error) {
      if (!(error instanceof NoAnswerError) || tries === MOST_TRIES) throw error;
    }
  }
}
