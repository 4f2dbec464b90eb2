import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeEvent, encodeEvent } from '../../actors/codec/event-codec.ts';
import { CodecError } from '../../actors/codec/fields.ts';
import { decodeSnapshot, encodeSnapshot } from '../../actors/codec/snapshot-codec.ts';
import type { ShowEvent } from '../../actors/show/events.ts';
import { EVENTS } from './arbitraries.ts';
import { liveState } from './live-state.ts';

const damage = suite('damaged bytes');

/** Either it reads something, or it says that it cannot; anything else is a fault of the reader. */
function readsOrRefuses(read: (bytes: Uint8Array) => unknown, bytes: Uint8Array): 'read' | 'refused' {
  try {
    read(bytes);
    return 'read';
  } catch (error) {
    assert.instance(error, CodecError, error instanceof Error ? error.stack : String(error));
    return 'refused';
  }
}

const anyEvent: fc.Arbitrary<ShowEvent> = fc.oneof(...Object.values(EVENTS));

/** Some bytes changed, and perhaps cut off at the end. */
const damages = fc.record({
  changed: fc.array(fc.record({ at: fc.nat(), to: fc.integer({ min: 0, max: 255 }) }), {
    minLength: 1,
    maxLength: 4,
  }),
  cut: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: 40 })),
});

function damaged(
  bytes: Uint8Array,
  { changed, cut }: { changed: { at: number; to: number }[]; cut: number },
) {
  const copy = Uint8Array.from(bytes);
  for (const { at, to } of changed) copy[at % copy.length] = to;
  return copy.subarray(0, Math.max(0, copy.length - cut));
}

damage('random bytes are refused with a CodecError', () => {
  const counts = { read: 0, refused: 0 };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      counts[readsOrRefuses(decodeEvent, bytes)] += 1;
      counts[readsOrRefuses(decodeSnapshot, bytes)] += 1;
    }),
    { numRuns: 5_000 },
  );
  assert.ok(counts.refused > 9_000);
});

damage('a damaged event is read as some event or refused with a CodecError', () => {
  const counts = { read: 0, refused: 0 };
  fc.assert(
    fc.property(anyEvent, damages, (event, how) => {
      counts[readsOrRefuses(decodeEvent, damaged(encodeEvent(event), how))] += 1;
    }),
    { numRuns: 10_000 },
  );
  assert.ok(counts.refused > 1_000 && counts.read > 1_000);
});

damage('a damaged snapshot is read as some state or refused with a CodecError', () => {
  const bytes = encodeSnapshot(liveState());
  const counts = { read: 0, refused: 0 };
  fc.assert(
    fc.property(damages, (how) => {
      counts[readsOrRefuses(decodeSnapshot, damaged(bytes, how))] += 1;
    }),
    { numRuns: 10_000 },
  );
  assert.ok(counts.refused > 1_000 && counts.read > 1_000);
});

damage.run();
