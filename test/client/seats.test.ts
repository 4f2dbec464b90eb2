import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Seat, SeatMap } from '../../src/client/contract.ts';
import { followSeats } from '../../src/client/follow/seats.ts';
import { createEventReader, type StreamedEvent } from '../../src/client/http/event-stream.ts';
import type { SeatChanges, SeatListener } from '../../src/client/transport.ts';

const seats = suite('following seats');

const SEATS = 6;
const STATUSES = ['available', 'reserved', 'booked', 'blocked'] as const;
const SHOW_ID = '01M83NJ904ANKXSA22JN8678ST';

type Action =
  | { readonly type: 'change'; readonly seat: number; readonly status: Seat['status']; readonly fate: Fate }
  | { readonly type: 'missed' }
  | { readonly type: 'turns'; readonly turns: number };
type Fate = 'told' | 'lost' | 'doubled' | 'late';

const actions = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constant('change' as const),
      // The first seat is kept for the last change.
      seat: fc.integer({ min: 1, max: SEATS - 1 }),
      status: fc.constantFrom(...STATUSES),
      fate: fc.constantFrom<Fate>('told', 'told', 'told', 'lost', 'doubled', 'late'),
    }),
    fc.record({ type: fc.constant('missed' as const) }),
    fc.record({ type: fc.constant('turns' as const), turns: fc.nat(4) }),
  ),
  { maxLength: 40 },
);

/** A show whose seats change, and a way to hear of it on which anything may happen. */
function openShow(reading_turns: number) {
  let map: SeatMap = { show_id: SHOW_ID, version: 0, seats: Array.from({ length: SEATS }, seatOf) };
  let listener: SeatListener | null = null;
  let late: SeatChanges[] = [];

  function perform(action: Exclude<Action, { type: 'turns' }>): void {
    if (action.type === 'missed') {
      listener?.missed();
      return;
    }
    const { seat, status, fate } = action;
    const changed = map.seats.map((each, index) => (index === seat ? { ...each, status } : each));
    const previous_version = map.version;
    map = { ...map, version: previous_version + 1, seats: changed };
    const told = { previous_version, version: map.version, seats: [{ seat_id: `A-${seat}`, status }] };
    const arriving = { told: [told], lost: [], doubled: [told, told], late: [] }[fate];
    for (const changes of [...arriving, ...late]) listener?.changes(changes);
    late = fate === 'late' ? [told] : [];
  }

  return {
    perform,
    current: () => map,
    hearSeats: async (
      _show_id: string,
      heard_by: SeatListener,
      _patience_ms: number,
      signal: AbortSignal,
    ) => {
      listener = heard_by;
      listener.missed();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    },
    async readMap(): Promise<SeatMap> {
      const read = map;
      for (let turns = 0; turns < reading_turns; turns += 1) await nextTurn();
      return read;
    },
  };
}

function seatOf(_: unknown, index: number): Seat {
  const price = { amount: 1_499, currency: 'USD' };
  return { seat_id: `A-${index}`, row: 'A', number: index, type: 'regular', price, status: 'available' };
}

seats(
  'whatever is lost, doubled or late: in the end the map is as it is, and nothing went back',
  async () => {
    const property = fc.asyncProperty(actions, fc.nat(3), async (happening, reading_turns) => {
      const show = openShow(reading_turns);
      const closing = new AbortController().signal;
      const seen = new Map<string, Seat['status']>();
      let version = -1;
      const happens = async (): Promise<void> => {
        for (const action of happening) {
          if (action.type !== 'turns') show.perform(action);
          else for (let turns = 0; turns < action.turns; turns += 1) await nextTurn();
        }
        // What was lost before is noticed by what is told after it.
        show.perform({ type: 'change', seat: 0, status: 'blocked', fate: 'told' });
      };
      let all_happened = Promise.resolve();
      for await (const news of followSeats(show, closing, show.readMap, SHOW_ID, {})) {
        if (version === -1) all_happened = happens();
        assert.ok(news.version > version, `${news.version} after ${version}`);
        version = news.version;
        for (const { seat_id, status } of news.changed) seen.set(seat_id, status);
        assert.equal(
          news.seats.map(({ status }) => status),
          news.seats.map(({ seat_id }) => seen.get(seat_id)),
        );
        if (news.seats[0]?.status !== 'blocked') continue;
        assert.equal([news.version, news.seats], [show.current().version, show.current().seats]);
        break;
      }
      await all_happened;
    });
    await fc.assert(property, { numRuns: 100 });
  },
);

seats('an event stream is read in whatever pieces it comes', () => {
  const text =
    'retry: 2000\n\nid: 3\ndata: {"version":3,"seats":[]}\n\n: still here\n\nevent: reload\r\ndata: {"version":7}\r\n\r\n';
  const expected = [
    { type: 'message', data: '{"version":3,"seats":[]}' },
    { type: 'reload', data: '{"version":7}' },
  ];
  fc.assert(
    fc.property(fc.array(fc.nat(text.length)), (cuts) => {
      const taken: StreamedEvent[] = [];
      const read = createEventReader((event) => taken.push(event));
      const ends = [...cuts, text.length].sort((one, other) => one - other);
      let begin = 0;
      for (const end of ends) {
        read(text.slice(begin, end));
        begin = end;
      }
      assert.equal(taken, expected);
    }),
  );
});

seats.run();
